import * as z from 'zod/mini';
import { MAKES, OPEN_STATES } from './invoice-types';
import type { InvoiceQuery } from './queries';

const text = z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined);
const day = z.catch(z.optional(z.iso.date()), undefined);
const id = z.catch(z.optional(z.uuid()), undefined);
const STATES = [
  'draft',
  'issued',
  'sent',
  'partly_paid',
  'partly_settled',
  'paid',
  'overdue',
  'credited',
  'settled',
  'reversed',
  'accepted',
  'declined',
  'expired',
  'invoiced',
] as const;
const FIELDS = ['issued_on', 'due_on', 'number', 'contact_name', 'total_amount', 'created_at'] as const;
const SORTS = FIELDS.flatMap((field) => [field, `-${field}`] as const);

export const TABS = ['sales', 'purchases', 'quotes', 'drafts', 'open', 'overdue'] as const;
export type Tab = (typeof TABS)[number];

/** Filters as they stand in the address; what does not fit is left out. */
export const invoiceSearch = z.object({
  tab: z.catch(z.optional(z.enum(TABS)), undefined),
  status: z.catch(z.optional(z.enum(STATES)), undefined),
  direction: z.catch(z.optional(z.enum(['sale', 'purchase'])), undefined),
  contact: id,
  /** Open, and due within a week. */
  due: z.catch(z.optional(z.literal('soon')), undefined),
  from: day,
  to: day,
  q: text,
  sort: z.catch(z.optional(z.enum(SORTS)), undefined),
});

/**
 * A draft that is changed; with the contact somebody went to add, if they come back with one. `ask`: whether it is
 * issued with what it lacks.
 */
export const editInvoiceSearch = z.object({ contact: id, ask: z.catch(z.optional(z.literal('issue')), undefined) });

export const newInvoiceSearch = z.object({
  make: z.catch(z.optional(z.enum(MAKES)), undefined),
  contact: id,
});

export type InvoiceFilter = z.infer<typeof invoiceSearch>;

const PAPERS = ['invoice', 'credit_note', 'receipt'] as const;

/** States that can be asked for within a tab. */
export const STATES_OF: Record<Tab, readonly NonNullable<InvoiceFilter['status']>[]> = {
  sales: ['draft', 'issued', 'sent', 'partly_paid', 'partly_settled', 'overdue', 'paid', 'credited', 'settled'],
  purchases: ['draft', 'issued', 'partly_paid', 'partly_settled', 'overdue', 'paid', 'credited', 'settled', 'reversed'],
  quotes: ['draft', 'issued', 'sent', 'accepted', 'declined', 'expired', 'invoiced'],
  drafts: [],
  open: ['issued', 'sent', 'partly_paid', 'partly_settled', 'overdue'],
  overdue: [],
};

const OF_TAB: Record<Tab, InvoiceQuery> = {
  sales: { direction: ['sale'], kind: ['invoice', 'credit_note'] },
  purchases: { direction: ['purchase'] },
  quotes: { kind: ['quote'] },
  drafts: { status: ['draft'] },
  open: { status: [...OPEN_STATES], kind: [...PAPERS] },
  overdue: { status: ['overdue'], kind: [...PAPERS] },
};

/** The filter as the API wants it: the same for the list on the screen and for the file. */
export function asked({
  tab = 'sales',
  status,
  direction,
  contact,
  due,
  from,
  to,
  q,
  sort,
}: InvoiceFilter): InvoiceQuery {
  return {
    ...OF_TAB[tab],
    ...(status && { status: [status] }),
    ...(direction && { direction: [direction] }),
    ...(due && { due: [due] }),
    contact_id: contact ? [contact] : null,
    from: from ?? null,
    to: to ?? null,
    q: q ?? null,
    sort: sort ?? usualSort(tab),
  };
}

/** What waits longest comes first where something waits; else the latest. */
export function usualSort(tab: Tab): NonNullable<InvoiceFilter['sort']> {
  return tab === 'open' || tab === 'overdue' ? 'due_on' : '-created_at';
}
