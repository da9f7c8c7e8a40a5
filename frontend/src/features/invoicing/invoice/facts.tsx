import { Link } from '@tanstack/react-router';
import { BookOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { InvoiceShown } from '@/api/gen/types.gen';
import { LANGUAGE_NAMES, useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Card } from '@/ui/card';
import { CopyButton } from '@/ui/copy-button';
import { DateText, InstantText } from '@/ui/date-text';

const LINK = 'rounded text-accent hover:underline';

/** What one wants to know at a glance, and where it leads: the contact, the books, what it came from. */
export function Facts({ invoice }: { invoice: InvoiceShown }) {
  const t = useT('invoices');
  const sale = invoice.direction === 'sale';
  const party = sale ? invoice.buyer : invoice.seller;
  const other = (id: string, text: string) => (
    <Link to="/invoices/$invoiceId" params={{ invoiceId: id }} className={LINK}>
      {text}
    </Link>
  );
  const facts: [string, ReactNode][] = [
    [
      t(sale ? 'customer' : 'supplier'),
      <>
        <Link to="/contacts/$contactId" params={{ contactId: invoice.contact_id }} className={`${LINK} font-medium`}>
          {invoice.contact_name}
        </Link>
        <span className="block text-sm text-muted">
          {[party.vat_number, party.street, [party.postal_code, party.city].filter(Boolean).join(' ')]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </>,
    ],
    [t('date'), invoice.issued_on && <DateText day={invoice.issued_on} />],
    [t('openedOn'), invoice.opened_on && <DateText day={invoice.opened_on} />],
    [
      t('bookedOn'),
      invoice.booked_on && invoice.booked_on !== invoice.issued_on && <DateText day={invoice.booked_on} />,
    ],
    [t('suppliedOn'), invoice.supplied_on && <DateText day={invoice.supplied_on} />],
    [t('dueOn'), invoice.due_on && invoice.kind !== 'quote' && <DateText day={invoice.due_on} />],
    [t('validUntil'), invoice.valid_until && <DateText day={invoice.valid_until} />],
    [
      t('reference'),
      invoice.payment_reference && (
        <span className="figures inline-flex items-center gap-1">
          {invoice.payment_reference}
          <CopyButton small text={invoice.payment_reference} what={t('reference')} />
        </span>
      ),
    ],
    [t('orderReference'), invoice.order_reference],
    [
      t('sent'),
      invoice.sent_at && (
        <>
          <InstantText at={invoice.sent_at} /> {invoice.sent_to}
        </>
      ),
    ],
    [t('language'), sale && LANGUAGE_NAMES[invoice.language]],
    [t('fromQuote'), invoice.quote_id && other(invoice.quote_id, t('openQuote'))],
    [t('creditsInvoice'), invoice.credits_id && other(invoice.credits_id, t('openInvoice'))],
    [
      t('creditsInvoice'),
      invoice.original_number && (
        <>
          {invoice.original_number} <DateText day={invoice.original_issued_on} />
        </>
      ),
    ],
    [
      t('creditedBy'),
      invoice.credited_by.length > 0 &&
        invoice.credited_by.map((id) => <span key={id}>{other(id, t('openCreditNote'))} </span>),
    ],
    [t('internalNote'), invoice.internal_note && <span className="whitespace-pre-line">{invoice.internal_note}</span>],
  ];
  return (
    <Card title={t('facts')}>
      <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-3 gap-y-2 max-sm:grid-cols-1 max-sm:gap-y-1">
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label} className="contents max-sm:block">
                <dt className="text-muted">{label}</dt>
                <dd className="min-w-0 break-words">{value}</dd>
              </div>
            ),
        )}
      </dl>
      <div className="mt-4 flex flex-wrap gap-x-4 gap-y-2 border-t border-line pt-3 text-sm">
        {invoice.entry_id ? (
          <Link
            to="/journal/$entryId"
            params={{ entryId: invoice.entry_id }}
            className={`${LINK} inline-flex items-center gap-1.5 font-medium`}
          >
            <BookOpen size={14} aria-hidden />
            {t('openEntry')}
          </Link>
        ) : (
          <span className="text-muted">{t(invoice.kind === 'quote' ? 'quoteNotBooked' : 'notBooked')}</span>
        )}
        {invoice.document_id && (
          <Link to="/documents/$documentId" params={{ documentId: invoice.document_id }} className={LINK}>
            {t('openDocument')}
          </Link>
        )}
        {invoice.recurring_id && (
          <Link to="/invoices/recurring/$recurringId" params={{ recurringId: invoice.recurring_id }} className={LINK}>
            {t('openRecurring')}
          </Link>
        )}
      </div>
    </Card>
  );
}

/** Of a credit note: what was no payment of its invoice, and is no refund. */
const NEVER_PAID = ['granted_discount', 'granted_write_off'] as const;

/** What it comes to and what is still open: the one figure that one came for, large. */
export function Sums({ invoice }: { invoice: InvoiceShown }) {
  const t = useT('invoices');
  const { currency } = invoice;
  const booked = invoice.status !== 'draft' && invoice.kind !== 'quote';
  const row = 'flex items-baseline justify-between gap-4';
  return (
    <section aria-label={t('sums')} className="rounded-lg border border-line bg-surface p-4">
      <dl className="flex flex-col gap-1.5">
        <div className={row}>
          <dt className="text-muted">{t('net')}</dt>
          <dd className="num">
            <Amount value={invoice.net_amount} currency={currency} />
          </dd>
        </div>
        <div className={row}>
          <dt className="text-muted">{t('vat')}</dt>
          <dd className="num">
            <Amount value={invoice.vat_amount} currency={currency} />
          </dd>
        </div>
        <div className={`${row} border-t border-line pt-1.5 font-semibold`}>
          <dt>{t('total')}</dt>
          <dd className="num">
            <Amount value={invoice.total_amount} currency={currency} />
          </dd>
        </div>
        {booked && (
          <div className={`${row} mt-1 ${isZero(invoice.open_amount) ? '' : 'text-lg font-semibold'}`}>
            <dt className={invoice.status === 'overdue' ? 'text-neg' : ''}>{t('open')}</dt>
            <dd className={`num ${invoice.status === 'overdue' ? 'text-neg' : ''}`}>
              <Amount value={invoice.open_amount} currency={currency} />
            </dd>
          </div>
        )}
        {NEVER_PAID.map(
          (name) =>
            !isZero(invoice[name]) && (
              <div key={name} className={`${row} text-sm text-muted`}>
                <dt>{t(name)}</dt>
                <dd className="num">
                  <Amount value={invoice[name]} currency={currency} />
                </dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
