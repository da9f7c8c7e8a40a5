import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listNumberSeries } from '@/api/gen/sdk.gen';
import { invoiceKeys } from '../keys';

export const SERIES_KEY = [...invoiceKeys.all, 'series'] as const;

/** Where each kind of paper takes its numbers from in a fiscal year, else in the running one. */
export function seriesOptions(year: number | null = null) {
  return queryOptions({
    queryKey: [...SERIES_KEY, year] as const,
    queryFn: async ({ signal }) =>
      (await listNumberSeries({ query: year ? { year } : {}, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
  });
}
