import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { contactKeys } from '@/api/contacts';
import {
  checkVatNumber,
  getContactStatement,
  listDuplicateContacts,
  previewMerge,
  previewOpenItemsMail,
} from '@/api/gen/sdk.gen';
import type { OpenItemsSend } from '@/api/gen/types.gen';
import type { Period } from '@/lib/dates';

/** What is open with a contact, and every posting on their account. */
export function statementOptions(id: string, { from, to }: Period) {
  return queryOptions({
    queryKey: [...contactKeys.one(id), 'statement', { from, to }] as const,
    queryFn: async ({ signal }) => {
      const query = { from: from ?? null, to: to ?? null };
      return (await getContactStatement({ path: { contact_id: id }, query, signal, throwOnError: true })).data.data;
    },
    placeholderData: keepPreviousData,
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
