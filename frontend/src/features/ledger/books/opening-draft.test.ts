import { expect, test } from 'vitest';
import { emptyLine } from '../editor/draft';
import { type DraftItem, setOf, tieOf } from './opening-draft';

const item = (more: Partial<DraftItem>): DraftItem => ({
  key: 'a',
  direction: 'sale',
  kind: 'invoice',
  contact_id: 'c',
  contact_name: 'Joos',
  number: '2025-0118',
  issued_on: '2025-11-14',
  currency: 'EUR',
  amount: '1210.00',
  ...more,
});

test('open items tie to the balance of their account, a credit note the other way', () => {
  const lines = [{ ...emptyLine(), account: '400', debit: '1200.00' }];
  const items = [item({}), item({ kind: 'credit_note', amount: '10.00' }), item({ direction: 'purchase' })];
  expect(tieOf('sale', '400', lines, items)).toEqual({
    inBalances: '1200.00',
    inItems: '1200.00',
    difference: '0.00',
    count: 2,
  });
});

test('suppliers stand on the credit side, another currency at its amount in the books', () => {
  const lines = [{ ...emptyLine(), account: '440', credit: '950.00' }];
  const items = [item({ direction: 'purchase', currency: 'USD', amount: '1000.00', amount_in_books: '900.00' })];
  expect(tieOf('purchase', '440', lines, items).difference).toBe('50.00');
});

test('what only the screen needs is not sent', () => {
  expect(Object.keys(setOf(item({})))).not.toContain('contact_name');
});
