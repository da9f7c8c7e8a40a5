import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  getInvoice,
  getInvoiceHistory,
  listInvoices,
  listReminderProposals,
  previewInvoiceMail,
  previewReminderMail,
  sumInvoices,
} from '@/api/gen/sdk.gen';
import type { InvoiceShown, ListInvoicesData, RemindAsked, SendAsked } from '@/api/gen/types.gen';
import { apiFetch } from '@/api/session';
import { OPEN_STATES } from './invoice-types';
import { invoiceKeys } from './keys';

const PAGE_SIZE = 50;

export type InvoiceQuery = Omit<NonNullable<ListInvoicesData['query']>, 'limit' | 'cursor' | 'format'>;

export function invoicesOptions(query: InvoiceQuery) {
  return infiniteQueryOptions({
    queryKey: [...invoiceKeys.lists, query] as const,
    queryFn: async ({ pageParam, signal }) => {
      const asked = { ...query, limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listInvoices({ query: asked, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** What the same list comes to, per direction and currency. */
export function sumsOptions({ sort, ...query }: InvoiceQuery) {
  return queryOptions({
    queryKey: [...invoiceKeys.lists, 'sums', query] as const,
    queryFn: async ({ signal }) => (await sumInvoices({ query, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
  });
}

export function invoiceOptions(id: string) {
  return queryOptions({
    queryKey: invoiceKeys.one(id),
    queryFn: async ({ signal }) =>
      (await getInvoice({ path: { invoice_id: id }, signal, throwOnError: true })).data.data,
  });
}

/** The open invoices that an open credit note can pay: of its contact, its direction and its currency. */
export function openOfContactOptions({ id, contact_id, direction, currency }: InvoiceShown) {
  return queryOptions({
    queryKey: [...invoiceKeys.one(id), 'open-of-contact'] as const,
    queryFn: async ({ signal }) => {
      const query = {
        contact_id: [contact_id],
        direction: [direction],
        currency: [currency],
        kind: ['invoice' as const, 'receipt' as const],
        status: [...OPEN_STATES],
        sort: 'due_on' as const,
        limit: 100,
      };
      return (await listInvoices({ query, signal, throwOnError: true })).data.data;
    },
  });
}

/** What happened to it, oldest first. */
export function historyOptions(id: string) {
  return queryOptions({
    queryKey: [...invoiceKeys.one(id), 'history'] as const,
    queryFn: async ({ signal }) =>
      (await getInvoiceHistory({ path: { invoice_id: id }, signal, throwOnError: true })).data.data,
  });
}

/** The paper as it is kept, or as a draft would look now. */
export function pdfOptions(id: string, version: number) {
  return queryOptions({
    queryKey: [...invoiceKeys.one(id), 'pdf', version] as const,
    queryFn: async ({ signal }) => {
      const answer = await apiFetch(new URL(`/api/v1/invoices/${id}/pdf`, location.origin), { signal });
      return answer.blob();
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5 * 60_000,
  });
}

/** Invoices that are late enough for their next reminder, what was due first first. */
export function proposalsOptions() {
  return infiniteQueryOptions({
    queryKey: [...invoiceKeys.reminders, 'proposals'] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listReminderProposals({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
  });
}

/** The next reminder of one invoice; null while there is none to send. */
export function proposalOptions(id: string) {
  return queryOptions({
    queryKey: [...invoiceKeys.reminders, 'proposals', id] as const,
    queryFn: async ({ signal }) => {
      const query = { invoice_id: [id] };
      return (await listReminderProposals({ query, signal, throwOnError: true })).data.data[0] ?? null;
    },
  });
}

/** The mail that sending would make, word for word. */
export function letterOptions(id: string, asked: SendAsked) {
  return queryOptions({
    queryKey: [...invoiceKeys.one(id), 'letter', asked] as const,
    queryFn: async ({ signal }) =>
      (await previewInvoiceMail({ path: { invoice_id: id }, body: asked, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** The reminder that is next, word for word. */
export function reminderLetterOptions(id: string, asked: RemindAsked) {
  return queryOptions({
    queryKey: [...invoiceKeys.one(id), 'reminder', asked] as const,
    queryFn: async ({ signal }) =>
      (await previewReminderMail({ path: { invoice_id: id }, body: asked, signal, throwOnError: true })).data.data,
    retry: false,
  });
}
