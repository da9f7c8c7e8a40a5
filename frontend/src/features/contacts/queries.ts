import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { contactKeys } from '@/api/contacts';
import {
  checkVatNumber,
  getContactStatement,
  listDuplicateContacts,
  listOpenItems,
  previewMerge,
  previewOpenItemsMail,
} from '@/api/gen/sdk.gen';
import type { OpenItemsSend } from '@/api/gen/types.gen';
import type { Period } from '@/lib/dates';

const PAGE_SIZE = 100;

/** Every posting on their account, page by page; each page says what is open with them in all. */
export function statementOptions(id: string, { from, to }: Period) {
  return infiniteQueryOptions({
    queryKey: [...contactKeys.one(id), 'statement', { from, to }] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { from: from ?? null, to: to ?? null, limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await getContactStatement({ path: { contact_id: id }, query, signal, throwOnError: true });
      return { statement: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

/** What waits to be paid, both ways, page by page; what is due first comes first. */
export function openItemsOptions(id: string) {
  return infiniteQueryOptions({
    queryKey: [...contactKeys.one(id), 'open-items'] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { contact_id: [id], limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listOpenItems({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
  });
}

/** Pairs that may be one and the same, the surest first. */
export function duplicatesOptions() {
  return queryOptions({
    queryKey: [...contactKeys.all, 'duplicates'] as const,
    queryFn: async ({ signal }) => (await listDuplicateContacts({ signal, throwOnError: true })).data.data,
  });
}

/** Whether this is a VAT number, and who has it already. */
export function vatNumberOptions(vat_number: string, country: string) {
  return queryOptions({
    queryKey: [...contactKeys.all, 'vat-number', vat_number, country] as const,
    queryFn: async ({ signal }) =>
      (await checkVatNumber({ body: { vat_number, country }, signal, throwOnError: true })).data.data,
    staleTime: 60_000,
    retry: false,
  });
}

/** The mail with what a customer still has to pay, word for word. */
export function openItemsLetterOptions(id: string, asked: OpenItemsSend) {
  return queryOptions({
    queryKey: [...contactKeys.one(id), 'letter', asked] as const,
    queryFn: async ({ signal }) =>
      (await previewOpenItemsMail({ path: { contact_id: id }, body: asked, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What merging would move and teach, and what is in its way. */
export function mergePreviewOptions(goes: string, stays: string) {
  return queryOptions({
    queryKey: [...contactKeys.one(goes), 'merge', stays] as const,
    queryFn: async ({ signal }) => {
      const asked = { path: { contact_id: goes }, query: { into_id: stays } };
      return (await previewMerge({ ...asked, signal, throwOnError: true })).data.data;
    },
    staleTime: 0,
    retry: false,
  });
}
