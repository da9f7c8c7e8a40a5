import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getRecurringInvoice, listRecurringInvoices } from '@/api/gen/sdk.gen';
import { invoiceKeys } from '../keys';

const PAGE_SIZE = 50;

export interface RecurringFilter {
  q?: string | undefined;
  status?: 'in_trouble' | undefined;
}

export const asked = ({ q, status }: RecurringFilter) => ({
  q: q ?? null,
  status: status ? [status] : null,
});

export function recurringOptions(filter: RecurringFilter) {
  return infiniteQueryOptions({
    queryKey: [...invoiceKeys.recurring, 'list', filter] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked(filter), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listRecurringInvoices({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function oneRecurringOptions(id: string) {
  return queryOptions({
    queryKey: [...invoiceKeys.recurring, 'one', id] as const,
    queryFn: async ({ signal }) =>
      (await getRecurringInvoice({ path: { recurring_id: id }, signal, throwOnError: true })).data.data,
  });
}
