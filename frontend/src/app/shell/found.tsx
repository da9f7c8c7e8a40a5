import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import type { Decimal } from '@/lib/money';
import { Amount } from '@/ui/amount';
import type { CommandGroup } from '@/ui/command-list';
import { DateText } from '@/ui/date-text';
import { useFinding } from './finding';

const worth = (value: Decimal | null, currency: string, day?: string | null): ReactNode => (
  <>
    {day && <DateText day={day} />} <Amount value={value} currency={currency} />
  </>
);

/** What was found, by kind, each with the way to it. */
export function useFound(typed: string): CommandGroup[] {
  const t = useT('palette');
  const navigate = useNavigate();
  const reports = useMay()('reports:read');
  const found = useFinding(typed);
  return [
    {
      title: t('invoices'),
      items: found.invoices.map((row) => ({
        value: `invoice-${row.id}`,
        label: [row.number ?? t('draft'), row.contact_name].join(' · '),
        end: worth(row.total_amount, row.currency, row.issued_on),
        run: () => void navigate({ to: '/invoices/$invoiceId', params: { invoiceId: row.id } }),
      })),
    },
    {
      title: t('contacts'),
      items: found.contacts.map((row) => ({
        value: `contact-${row.id}`,
        label: row.name,
        note: [row.vat_number, row.city].filter(Boolean).join(' · '),
        run: () => void navigate({ to: '/contacts/$contactId', params: { contactId: row.id } }),
      })),
    },
    {
      title: t('documents'),
      items: found.documents.map((row) => ({
        value: row.id,
        label: row.supplier_name ?? row.filename,
        note: [row.invoice_number, row.filename].filter(Boolean).join(' · '),
        run: () => void navigate({ to: '/documents/$documentId', params: { documentId: row.id } }),
      })),
    },
    {
      title: t('lines'),
      items: found.lines.map((row) => ({
        value: `line-${row.id}`,
        label: row.counterparty_name ?? row.text,
        ...(row.counterparty_name && { note: row.text }),
        end: worth(row.amount, row.currency, row.booked_on),
        run: () => void navigate({ to: '/bank/reconcile', search: { tab: 'all', line: row.id } }),
      })),
    },
    {
      title: t('expenses'),
      items: found.expenses.map((row) => ({
        value: `expense-${row.id}`,
        label: row.description,
        ...(row.merchant && { note: row.merchant }),
        end: worth(row.total_amount, row.currency, row.spent_on),
        run: () => void navigate({ to: '/expenses/$expenseId', params: { expenseId: row.id } }),
      })),
    },
    {
      title: t('entries'),
      items: found.entries.map((row) => ({
        value: `entry-${row.id}`,
        label: row.number,
        note: row.memo,
        end: <DateText day={row.booked_on} />,
        run: () => void navigate({ to: '/journal/$entryId', params: { entryId: row.id } }),
      })),
    },
    {
      title: t('accounts'),
      items: found.accounts.map(({ code, name }) => ({
        value: `account-${code}`,
        label: `${code} ${name}`,
        run: () =>
          void (reports
            ? navigate({ to: '/reports/general-ledger', search: { account: `${code}.` } })
            : navigate({ to: '/journal', search: { account: code } })),
      })),
    },
  ];
}
