import { queryOptions } from '@tanstack/react-query';
import { listTags } from './gen/sdk.gen';

const MOST = 200;

/** Tags that can be given now, for postings and for lines of invoices. */
export function tagChoicesOptions() {
  return queryOptions({
    queryKey: ['ledger', 'tags', 'choices'] as const,
    queryFn: async ({ signal }) => {
      const query = { status: ['active' as const], limit: MOST };
      return (await listTags({ query, signal, throwOnError: true })).data.data;
    },
    staleTime: 60_000,
  });
}
