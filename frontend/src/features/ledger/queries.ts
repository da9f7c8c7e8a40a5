import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ledgerGetEntry, ledgerListEntries, ledgerTrialBalance } from '@/api/gen/sdk.gen';
import type { JournalFilter, PeriodFilter } from './ledger-search';

const PAGE_SIZE = 50;

export const ledgerKey = ['ledger'] as const;

/** The journal, latest first. */
export function entriesOptions({ from, to, account, q }: JournalFilter) {
  return infiniteQueryOptions({
    queryKey: [...ledgerKey, 'entries', { from, to, account, q }] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        from: from ?? null,
        to: to ?? null,
        account: account ? [account] : null,
        q: q ?? null,
        limit: PAGE_SIZE,
        cursor: pageParam,
      };
      const { data } = await ledgerListEntries({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function entryOptions(id: string) {
  return queryOptions({
    queryKey: [...ledgerKey, 'entry', id] as const,
    queryFn: async ({ signal }) =>
      (await ledgerGetEntry({ path: { entry_id: id }, signal, throwOnError: true })).data.data,
  });
}

export function trialBalanceOptions({ from, to }: PeriodFilter) {
  return queryOptions({
    queryKey: [...ledgerKey, 'trial-balance', { from, to }] as const,
    queryFn: async ({ signal }) => {
      const query = { from: from ?? null, to: to ?? null };
      return (await ledgerTrialBalance({ query, signal, throwOnError: true })).data.data;
    },
    placeholderData: keepPreviousData,
  });
}
