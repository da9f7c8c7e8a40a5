import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { companyOptions } from '@/api/company';
import { companyReviseCompany, invoicingChooseNumberSeries, invoicingListNumberSeries } from '@/api/gen/sdk.gen';
import type { CompanyRead, NumberSeriesChoose, NumberSeriesRead } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import { invoiceKeys } from '../keys';

/** Where each kind of paper takes its numbers from this year. */
export function seriesOptions() {
  return queryOptions({
    queryKey: [...invoiceKeys.all, 'series'] as const,
    queryFn: async ({ signal }) => (await invoicingListNumberSeries({ signal, throwOnError: true })).data.data,
  });
}

export function useChooseSeries() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ kind, asked }: { kind: NumberSeriesRead['kind']; asked: NumberSeriesChoose }) =>
      (await invoicingChooseNumberSeries({ path: { kind }, body: asked, headers: once(), throwOnError: true })).data
        .data,
    onSettled: () => client.invalidateQueries({ queryKey: seriesOptions().queryKey }),
  });
}

/** Whether reminders leave by themselves; refused if somebody changed the company since it was seen. */
export function useSendReminders() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ company, on }: { company: CompanyRead; on: boolean }) => {
      const change = { body: { sends_reminders: on }, headers: ifSeen(company.version) };
      return (await companyReviseCompany({ ...change, throwOnError: true })).data.data;
    },
    onSuccess: (company) => client.setQueryData(companyOptions().queryKey, company),
    onError: () => void client.invalidateQueries({ queryKey: companyOptions().queryKey }),
  });
}
