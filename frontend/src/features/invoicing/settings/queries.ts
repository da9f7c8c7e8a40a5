import { queryOptions } from '@tanstack/react-query';
import { listNumberSeries } from '@/api/gen/sdk.gen';
import { invoiceKeys } from '../keys';

/** Where each kind of paper takes its numbers from this year. */
export function seriesOptions() {
  return queryOptions({
    queryKey: [...invoiceKeys.all, 'series'] as const,
    queryFn: async ({ signal }) => (await listNumberSeries({ signal, throwOnError: true })).data.data,
  });
}
