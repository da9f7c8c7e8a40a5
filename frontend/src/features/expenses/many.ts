import { useMutation, useQueryClient } from '@tanstack/react-query';
import { approveManyExpenses, reimburseManyExpenses } from '@/api/gen/sdk.gen';
import type { BulkResult, ExpenseRead, Reimburse } from '@/api/gen/types.gen';
import { openDay } from '@/api/open-day';
import { once } from '@/api/versions';
import type { Day } from '@/lib/dates';
import { refreshExpenses } from './mutations';

export interface Done {
  deed: 'approve' | 'reimburse';
  rows: readonly ExpenseRead[];
  result: BulkResult;
}

interface Approving {
  rows: readonly ExpenseRead[];
  /** Of one whose own day is closed: the day to book it on, by its id. */
  days?: Readonly<Record<string, Day>>;
}

/** Those that only a closed day kept out of the books, with the first open day of each by its id. */
export function late({ deed, rows, result }: Done): Required<Approving> {
  const days: Record<string, Day> = {};
  for (const { index, errors } of deed === 'approve' ? result.results : []) {
    const row = rows[index];
    const day = openDay(errors ?? []);
    if (row && day) days[row.id] = day;
  }
  return { rows: rows.filter(({ id }) => days[id]), days };
}

export function useApproveMany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ rows, days }: Approving): Promise<Done> => {
      const items = rows.map(({ id, version }) => ({ id, version, booked_on: days?.[id] ?? null }));
      const { data } = await approveManyExpenses({ body: { items }, headers: once(), throwOnError: true });
      return { deed: 'approve', rows, result: data.data };
    },
    onSettled: () => refreshExpenses(client),
  });
}

/** All from one account, on one day; its form says itself what stands in the way of every one. */
export function useReimburseMany() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ rows, paid }: { rows: readonly ExpenseRead[]; paid: Reimburse }): Promise<Done> => {
      const items = rows.map(({ id, version }) => ({ id, version, ...paid }));
      const { data } = await reimburseManyExpenses({ body: { items }, headers: once(), throwOnError: true });
      return { deed: 'reimburse', rows, result: data.data };
    },
    onSettled: () => refreshExpenses(client),
  });
}
