import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { contactKeys } from '@/api/contacts';
import { contactsCheckVatNumber, contactsGetContactStatement, contactsListDuplicateContacts } from '@/api/gen/sdk.gen';
import type { Period } from '@/lib/dates';

/** What is open with a contact, and every posting on their account. */
export function statementOptions(id: string, { from, to }: Period) {
  return queryOptions({
    queryKey: [...contactKeys.one(id), 'statement', { from, to }] as const,
    queryFn: async ({ signal }) => {
      const query = { from: from ?? null, to: to ?? null };
      return (await contactsGetContactStatement({ path: { contact_id: id }, query, signal, throwOnError: true })).data
        .data;
    },
    placeholderData: keepPreviousData,
  });
}

/** Pairs that may be one and the same, the surest first. */
export function duplicatesOptions() {
  return queryOptions({
    queryKey: [...contactKeys.all, 'duplicates'] as const,
    queryFn: async ({ signal }) => (await contactsListDuplicateContacts({ signal, throwOnError: true })).data.data,
  });
}

/** Whether this is a VAT number, and who has it already. */
export function vatNumberOptions(vat_number: string, country: string) {
  return queryOptions({
    queryKey: [...contactKeys.all, 'vat-number', vat_number, country] as const,
    queryFn: async ({ signal }) =>
      (await contactsCheckVatNumber({ body: { vat_number, country }, signal, throwOnError: true })).data.data,
    staleTime: 60_000,
    retry: false,
  });
}
