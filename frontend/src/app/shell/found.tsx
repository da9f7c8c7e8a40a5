import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { listContacts, listInvoices } from '@/api/gen/sdk.gen';
import { useMay } from '@/api/me';
import { foundDocumentsOptions } from '@/features/documents/queries';
import { useT } from '@/i18n/i18n';
import { useDebounced } from '@/lib/use-debounced';
import type { CommandGroup } from '@/ui/command-list';

const MOST = 5;
const SHORTEST = 2;

const invoicesFoundOptions = (q: string) =>
  queryOptions({
    queryKey: ['invoices', 'list', 'found', q] as const,
    queryFn: async ({ signal }) =>
      (await listInvoices({ query: { q, limit: MOST }, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
  });

const contactsFoundOptions = (q: string) =>
  queryOptions({
    queryKey: ['contacts', 'found', q] as const,
    queryFn: async ({ signal }) =>
      (await listContacts({ query: { q, limit: MOST }, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
  });

/** Invoices, contacts and documents that answer to what is typed, by number, name, reference or file. */
export function useFound(typed: string): CommandGroup[] {
  const t = useT('palette');
  const navigate = useNavigate();
  const may = useMay();
  const search = useDebounced(typed.trim(), 150);
  const asks = search.length >= SHORTEST;
  const invoices = useQuery({ ...invoicesFoundOptions(search), enabled: asks && may('invoices:read') }).data;
  const contacts = useQuery({ ...contactsFoundOptions(search), enabled: asks && may('contacts:read') }).data;
  const documents = useQuery({ ...foundDocumentsOptions(search), enabled: asks }).data;
  return useMemo(() => {
    if (!asks) return [];
    return [
      {
        title: t('invoices'),
        items: (invoices ?? []).map((row) => ({
          value: `invoice-${row.id}`,
          label: [row.number ?? t('draft'), row.contact_name].join(' · '),
          run: () => void navigate({ to: '/invoices/$invoiceId', params: { invoiceId: row.id } }),
        })),
      },
      {
        title: t('contacts'),
        items: (contacts ?? []).map((row) => ({
          value: `contact-${row.id}`,
          label: row.name,
          note: [row.vat_number, row.city].filter(Boolean).join(' · '),
          run: () => void navigate({ to: '/contacts/$contactId', params: { contactId: row.id } }),
        })),
      },
      {
        title: t('documents'),
        items: (documents ?? []).map((row) => ({
          value: row.id,
          label: row.supplier_name ?? row.filename,
          note: [row.invoice_number, row.filename].filter(Boolean).join(' · '),
          run: () => void navigate({ to: '/documents/$documentId', params: { documentId: row.id } }),
        })),
      },
    ];
  }, [t, navigate, asks, invoices, contacts, documents]);
}
