import type { InvoiceShown } from '@/api/gen/types.gen';

export type Direction = InvoiceShown['direction'];
export type Kind = InvoiceShown['kind'];
export type InvoiceState = InvoiceShown['status'];

/** What one can begin: each is a direction and a kind. */
export const MAKES = ['sale', 'purchase', 'quote', 'credit', 'purchase-credit', 'receipt'] as const;
export type Make = (typeof MAKES)[number];

export const OF_MAKE: Record<Make, { direction: Direction; kind: Kind }> = {
  sale: { direction: 'sale', kind: 'invoice' },
  purchase: { direction: 'purchase', kind: 'invoice' },
  quote: { direction: 'sale', kind: 'quote' },
  credit: { direction: 'sale', kind: 'credit_note' },
  'purchase-credit': { direction: 'purchase', kind: 'credit_note' },
  receipt: { direction: 'purchase', kind: 'receipt' },
};

export const makeOf = ({ direction, kind }: Pick<InvoiceShown, 'direction' | 'kind'>): Make | undefined =>
  MAKES.find((make) => OF_MAKE[make].direction === direction && OF_MAKE[make].kind === kind);

/** Still waits for money, or for somebody to ask for it. */
export const OPEN_STATES: readonly InvoiceState[] = ['issued', 'sent', 'partly_paid', 'partly_settled', 'overdue'];

export const isOpen = (state: InvoiceState): boolean => OPEN_STATES.includes(state);
