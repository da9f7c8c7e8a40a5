import type { InvoiceShown } from '@/api/gen/types.gen';
import { isZero } from '@/lib/money';
import { isOpen } from '../invoice-types';

export const DEEDS = [
  'edit',
  'issue',
  'send',
  'pay',
  'accept',
  'decline',
  'extend',
  'reopen',
  'remind',
  'credit',
  'apply',
  'writeOff',
  'copy',
  'repeat',
  'remove',
] as const;
export type Deed = (typeof DEEDS)[number];

const NEEDS: Record<Exclude<Deed, 'issue'>, string> = {
  edit: 'invoices:write',
  send: 'invoices:issue',
  pay: 'invoices:pay',
  accept: 'invoices:issue',
  decline: 'invoices:issue',
  extend: 'invoices:issue',
  reopen: 'invoices:issue',
  remind: 'invoices:issue',
  credit: 'invoices:issue',
  apply: 'invoices:pay',
  writeOff: 'invoices:pay',
  copy: 'invoices:write',
  repeat: 'invoices:write',
  remove: 'invoices:write',
};

/** Whether somebody may put it in the books: a purchase is booked by who may approve the document of one. */
export function mayIssue(
  { direction }: Pick<InvoiceShown, 'direction'>,
  may: (permission: string) => boolean,
): boolean {
  return may('invoices:issue') && (direction === 'sale' || may('documents:approve'));
}

function possible(deed: Deed, invoice: InvoiceShown): boolean {
  const { status, kind, direction } = invoice;
  const elsewhere = Boolean(invoice.opened_on);
  const draft = status === 'draft';
  const quote = kind === 'quote';
  const offered = quote && (status === 'issued' || status === 'sent');
  switch (deed) {
    case 'edit':
    case 'issue':
    case 'remove':
      return draft;
    case 'send':
      return !draft && !elsewhere && direction === 'sale' && status !== 'reversed' && (!quote || offered);
    case 'pay':
    case 'writeOff':
      return !quote && isOpen(status);
    case 'apply':
      return kind === 'credit_note' && isOpen(status);
    case 'accept':
    case 'decline':
      return offered || (quote && status === 'expired');
    case 'extend':
      return (offered || (quote && status === 'expired')) && invoice.valid_until !== null;
    case 'reopen':
      return quote && status === 'declined';
    case 'remind':
      return direction === 'sale' && kind === 'invoice' && status === 'overdue';
    case 'credit':
      return !draft && (kind === 'invoice' || kind === 'receipt') && !['reversed', 'credited'].includes(status);
    case 'copy':
      return !elsewhere;
    case 'repeat':
      return direction === 'sale' && kind === 'invoice' && !draft && !elsewhere;
  }
}

/** What can be done with an invoice as it stands, by whom may do it. The first is what one comes for most. */
export function deedsOf(
  invoice: InvoiceShown,
  may: (permission: string) => boolean,
): { first: Deed | null; all: Deed[] } {
  const allowed = (deed: Deed) => (deed === 'issue' ? mayIssue(invoice, may) : may(NEEDS[deed]));
  const all = DEEDS.filter((deed) => possible(deed, invoice) && allowed(deed));
  const order: Deed[] =
    invoice.sent_at || invoice.direction === 'purchase'
      ? ['issue', 'accept', 'pay', 'send']
      : ['issue', 'send', 'accept', 'pay'];
  const first = order.find((deed) => all.includes(deed)) ?? null;
  /** One of nothing, as after an advance of all of it, is paid when it is issued, and still to be sent. */
  const settled =
    first === 'send' && !isZero(invoice.total_amount) && ['paid', 'credited', 'settled'].includes(invoice.status);
  return { first: settled ? null : first, all };
}
