import { ArrowDownLeft } from 'lucide-react';
import type { Standing } from '@/api/anomalies';
import type { InvoiceSummary } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import type { Column } from '@/ui/list-column';
import { StandoutBadge } from '@/ui/standout';
import type { InvoiceFilter } from '../invoice-search';
import { InvoiceKind, InvoiceStatus } from '../invoice-status';
import { isOpen } from '../invoice-types';

const ON_PHONE = { below: { phone: 'below' }, aside: { phone: 'aside' } } as const;
const AWAY = { below: {}, aside: {} };

/**
 * Number, who, when, until when, how much, how much is open, and how it stands. A phone shows of what waits for money
 * until when and how much is open, of all else when and how much.
 */
export function useInvoiceColumns(
  { tab = 'sales', due, status }: InvoiceFilter,
  standing: ReadonlyMap<string, Standing>,
): Column<InvoiceSummary>[] {
  const t = useT('invoices');
  const mixed = tab === 'drafts' || tab === 'open' || tab === 'overdue';
  const quotes = tab === 'quotes';
  const waits = tab === 'open' || tab === 'overdue' || due !== undefined || (status !== undefined && isOpen(status));
  const dated = waits ? AWAY : ON_PHONE;
  const awaited = waits ? ON_PHONE : AWAY;
  const columns: (Column<InvoiceSummary> | false)[] = [
    {
      name: 'contact_name',
      header: t(tab === 'purchases' ? 'supplier' : mixed ? 'contact' : 'customer'),
      phone: 'title',
      sortable: true,
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          {mixed && row.direction === 'purchase' && (
            <ArrowDownLeft size={14} aria-label={t('purchase')} className="shrink-0 text-muted" />
          )}
          <span className="truncate font-medium">{row.contact_name}</span>
          {!quotes && <InvoiceKind of={row.kind} />}
          <StandoutBadge found={standing.get(row.id)} />
        </span>
      ),
    },
    {
      name: 'number',
      header: t('number'),
      width: '8rem',
      phone: 'below',
      sortable: true,
      cell: (row) => <span className="figures block truncate text-sm">{row.number ?? t('noNumber')}</span>,
    },
    {
      name: 'issued_on',
      header: t('date'),
      width: '6.5rem',
      ...dated.below,
      sortable: true,
      cell: (row) => (
        <span className="text-sm">
          <DateText day={row.issued_on} />
        </span>
      ),
    },
    !quotes && {
      name: 'due_on',
      header: t('dueOn'),
      width: '6.5rem',
      ...awaited.below,
      sortable: true,
      cell: (row) => (
        <span className={`text-sm ${row.status === 'overdue' ? 'text-neg' : ''}`}>
          <DateText day={row.due_on} />
        </span>
      ),
    },
    {
      name: 'status',
      header: t('status'),
      width: '7.5rem',
      phone: 'aside',
      cell: (row) => <InvoiceStatus of={row.status} direction={row.direction} />,
    },
    {
      name: 'total_amount',
      header: t('total'),
      width: '8rem',
      align: 'end',
      ...dated.aside,
      sortable: true,
      cell: (row) => (
        <span className="font-medium">
          <Amount value={row.total_amount} currency={row.currency} />
        </span>
      ),
    },
    !quotes &&
      tab !== 'drafts' && {
        name: 'open_amount',
        header: t('open'),
        width: '8rem',
        align: 'end',
        ...awaited.aside,
        cell: (row) =>
          row.status === 'draft' || isZero(row.open_amount) ? (
            <span className="text-muted">–</span>
          ) : (
            <Amount value={row.open_amount} currency={row.currency} />
          ),
      },
  ];
  return columns.filter((column) => column !== false);
}
