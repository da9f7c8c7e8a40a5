import { useMutation, useQueryClient } from '@tanstack/react-query';
import { companyOptions } from '@/api/company';
import { chooseNumberSeries, reviseCompany } from '@/api/gen/sdk.gen';
import type { CompanyRead, NumberSeriesChoose, NumberSeriesRead, ReviseCompany } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import { SERIES_KEY } from './queries';

export function useChooseSeries() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ series, asked }: { series: NumberSeriesRead; asked: NumberSeriesChoose }) => {
      const headers = { ...once(), ...ifSeen(series.version ?? 0) };
      return (await chooseNumberSeries({ path: { kind: series.kind }, body: asked, headers, throwOnError: true })).data
        .data;
    },
    onSettled: () => client.invalidateQueries({ queryKey: SERIES_KEY }),
  });
}

type Reminding = Pick<ReviseCompany, 'sends_reminders' | 'terms_claim_costs'>;
type Settling = Pick<ReviseCompany, 'small_difference' | 'most_discount_percent'>;

/** How a company reminds; refused if somebody changed the company since it was seen. */
export const useReminding = () => useRevision<Reminding>();

/** What a company lets go; what is refused is told beside its field. */
export const useReviseSettling = () => useRevision<Settling>(true);

function useRevision<Change extends ReviseCompany>(quiet = false) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet },
    mutationFn: async ({ company, ...body }: { company: CompanyRead } & Change) => {
      const change = { body, headers: ifSeen(company.version) };
      return (await reviseCompany({ ...change, throwOnError: true })).data.data;
    },
    onSuccess: (company) => client.setQueryData(companyOptions().queryKey, company),
    onError: () => void client.invalidateQueries({ queryKey: companyOptions().queryKey }),
  });
}
