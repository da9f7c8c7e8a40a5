import type { OpeningItemRead, OpeningItemSet } from '@/api/gen/types.gen';
import { type Decimal, negated, sum } from '@/lib/money';
import { uniqueKey } from '@/lib/unique-key';
import type { DraftLine } from '../editor/draft';

/** An open item while the opening balances are being written. */
export interface DraftItem extends OpeningItemSet {
  key: string;
  contact_name: string;
  currency: string;
  /** What became of it: kept, with its page, once it was saved. */
  saved?: OpeningItemRead;
}

export const draftOf = (item: OpeningItemRead): DraftItem => ({
  key: item.invoice_id,
  direction: item.direction,
  kind: item.kind,
  contact_id: item.contact_id,
  contact_name: item.contact_name,
  number: item.number,
  issued_on: item.issued_on,
  due_on: item.due_on,
  currency: item.currency,
  amount: item.amount,
  amount_in_books: item.amount_in_books,
  payment_reference: item.payment_reference,
  saved: item,
});

export const newKey = () => uniqueKey().slice(0, 8);

export const setOf = ({ key: _key, contact_name: _name, saved: _saved, ...item }: DraftItem): OpeningItemSet => item;

/** What it adds to what customers owe, or is owed to suppliers; a credit note takes away. */
export const standing = ({ kind, amount, amount_in_books }: DraftItem): Decimal => {
  const inBooks = amount_in_books || amount;
  return kind === 'credit_note' ? negated(inBooks) : inBooks;
};

export interface Tie {
  inBalances: Decimal;
  inItems: Decimal;
  difference: Decimal;
  count: number;
}

/** What the balances say of the account of customers or suppliers, beside what their open items come to. */
export function tieOf(
  direction: OpeningItemSet['direction'],
  account: string,
  lines: readonly DraftLine[],
  items: readonly DraftItem[],
): Tie {
  const mine = items.filter((item) => item.direction === direction);
  const way = (amount: Decimal) => (direction === 'sale' ? amount : negated(amount));
  const inBalances = sum(
    lines
      .filter((line) => line.account === account)
      .flatMap((line) => [way(line.debit ?? '0'), way(negated(line.credit ?? '0'))]),
  );
  const inItems = sum(mine.map(standing));
  return { inBalances, inItems, difference: sum([inBalances, negated(inItems)]), count: mine.length };
}
