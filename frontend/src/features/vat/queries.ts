import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { explainVatGrid, getVatReturn, listVatPeriods } from '@/api/gen/sdk.gen';
import type { PeriodRead } from '@/api/gen/types.gen';

const PAGE_SIZE = 50;

/** Under the books' own key: whatever is posted makes a return old. */
export const vatKeys = {
  all: ['ledger', 'vat'] as const,
  periods: ['ledger', 'vat', 'periods'] as const,
  one: (period: string) => ['ledger', 'vat', 'return', period] as const,
};

export function periodsOptions(state: PeriodRead['state'][] | null = null) {
  return queryOptions({
    queryKey: [...vatKeys.periods, state] as const,
    queryFn: async ({ signal }) => (await listVatPeriods({ query: { state }, signal, throwOnError: true })).data.data,
  });
}

export function returnOptions(period: string) {
  return queryOptions({
    queryKey: vatKeys.one(period),
    queryFn: async ({ signal }) => (await getVatReturn({ path: { period }, signal, throwOnError: true })).data.data,
  });
}

/** Every posting that counts in a grid, in the order of days. */
export function gridOptions(period: string, grid: string) {
  return infiniteQueryOptions({
    queryKey: [...vatKeys.one(period), 'grid', grid] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await explainVatGrid({ path: { period, grid }, query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
  });
}
