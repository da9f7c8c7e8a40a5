import { queryOptions } from '@tanstack/react-query';
import { everyPage } from './every-page';
import { listTags } from './gen/sdk.gen';

/** Tags that can be given now, for postings and for lines of invoices. */
export function tagChoicesOptions() {
  return queryOptions({
    queryKey: ['ledger', 'tags', 'choices'] as const,
    queryFn: ({ signal }) =>
      everyPage((page) => listTags({ query: { status: ['active'], ...page }, signal, throwOnError: true })),
    staleTime: 60_000,
  });
}
