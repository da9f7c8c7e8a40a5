import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import {
  invoicingGetRecurringInvoice,
  invoicingListRecurringInvoices,
  invoicingMakeRecurringInvoice,
  invoicingRemoveRecurringInvoice,
  invoicingReviseRecurringInvoice,
  invoicingRunRecurringInvoice,
} from '@/api/gen/sdk.gen';
import type { RecurringMake, RecurringRevise } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import { invoiceKeys } from '../keys';
import { refresh } from '../mutations';

const PAGE_SIZE = 50;

export interface RecurringFilter {
  q?: string | undefined;
}

export const asked = ({ q }: RecurringFilter) => ({ q: q ?? null });

export function recurringOptions(filter: RecurringFilter) {
  return infiniteQueryOptions({
    queryKey: [...invoiceKeys.recurring, 'list', filter] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked(filter), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await invoicingListRecurringInvoices({ query, signal, throwOnError: true });
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
      (await invoicingGetRecurringInvoice({ path: { recurring_id: id }, signal, throwOnError: true })).data.data,
  });
}

export function useMakeRecurring() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: RecurringMake) =>
      (await invoicingMakeRecurringInvoice({ body, headers: once(), throwOnError: true })).data.data,
    onSuccess: () => void client.invalidateQueries({ queryKey: invoiceKeys.recurring }),
  });
}

interface Revision {
  id: string;
  version: number;
  change: RecurringRevise;
}

export function useReviseRecurring({ quiet = true } = {}) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet },
    mutationFn: async ({ id, version, change }: Revision) =>
      (
        await invoicingReviseRecurringInvoice({
          path: { recurring_id: id },
          body: change,
          headers: ifSeen(version),
          throwOnError: true,
        })
      ).data.data,
    onSettled: () => client.invalidateQueries({ queryKey: invoiceKeys.recurring }),
  });
}

export function useRemoveRecurring() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) =>
      void (await invoicingRemoveRecurringInvoice({ path: { recurring_id: id }, throwOnError: true })),
    onSuccess: () => void client.invalidateQueries({ queryKey: invoiceKeys.recurring }),
  });
}

/** Makes the next one now. */
export function useRunRecurring() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) =>
      (await invoicingRunRecurringInvoice({ path: { recurring_id: id }, headers: once(), throwOnError: true })).data
        .data,
    onSuccess: (invoice) => refresh(client, invoice),
  });
}
