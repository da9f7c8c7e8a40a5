import { expect, it } from 'vitest';
import type { CandidateRead, OpenItemRead } from '@/api/gen/types.gen';
import { accountPart, asked, exchangeResult, hindrance, itemPart, left, partsOf, settle, takes, unpaid } from './draft';

const LINE = { open_amount: '118.58', currency: 'EUR' };

function item(id: string, amount: string, change: Partial<OpenItemRead> = {}): OpenItemRead {
  return {
    id,
    type: 'invoice',
    kind: 'invoice',
    number: id,
    name: 'Kapsalon Lena',
    text: '',
    dated_on: '2026-11-01',
    due_on: null,
    amount,
    currency: 'EUR',
    contact_id: null,
    ...change,
  };
}

it('gives an item what the line has, and the rest to an account', () => {
  const first = itemPart(item('a', '100.00'), [], LINE);
  expect(first.amount).toBe('100.00');
  expect(left([first], LINE)).toBe('18.58');
  const second = itemPart(item('b', '60.00'), [first], LINE);
  expect(second.amount).toBe('18.58');
  expect(left([first, second], LINE)).toBe('0.00');
  expect(accountPart([first], LINE, '659')).toMatchObject({ amount: '18.58', code: '659' });
});

it('takes a credit note off what is paid, whole', () => {
  const invoice = itemPart(item('a', '150.00'), [], LINE);
  const credit = itemPart(item('c', '-31.42', { kind: 'credit_note' }), [{ ...invoice, amount: '150.00' }], LINE);
  expect(credit.amount).toBe('31.42');
  expect(takes(credit, LINE)).toBe('-31.42');
  expect(left([{ ...invoice, amount: '150.00' }, credit], LINE)).toBe('0.00');
});

it('says where what is short goes', () => {
  const [part] = [itemPart(item('a', '121.00'), [], LINE)];
  expect(unpaid(part)).toBe('2.42');
  expect(settle([part], part.key, 'discount')).toMatchObject([{ amount: '118.58', discount: '2.42' }]);
  expect(settle([part], part.key, 'write_off')).toMatchObject([{ amount: '118.58', writeOff: '2.42' }]);
  const fee = settle([part], part.key, 'fee', '659');
  expect(fee).toMatchObject([{ amount: '121.00' }, { type: 'account', code: '659', amount: '-2.42' }]);
  expect(left(fee, LINE)).toBe('0.00');
  expect(hindrance(fee, LINE)).toBeNull();
});

it('keeps a fee on the other side when money goes out', () => {
  const out = { open_amount: '-105.00', currency: 'EUR' };
  const part = itemPart(item('p', '-100.00'), [], out);
  expect(left([part], out)).toBe('-5.00');
  expect(accountPart([part], out, '659').amount).toBe('-5.00');
});

it('says why it cannot be booked', () => {
  expect(hindrance([], LINE)).toBe('empty');
  expect(hindrance([accountPart([], LINE)], LINE)).toBe('account');
  expect(hindrance([{ ...accountPart([], LINE, '700'), amount: null }], LINE)).toBe('amount');
  expect(hindrance([{ ...accountPart([], LINE, '700'), amount: '200.00' }], LINE)).toBe('too_much');
  expect(hindrance([{ ...accountPart([], LINE, '700'), amount: '-5.00' }], LINE)).toBe('too_much');
  expect(hindrance([{ ...accountPart([], LINE, '700'), amount: '5.00' }], LINE)).toBeNull();
});

it('starts from a candidate and asks for the same again', () => {
  const candidate: CandidateRead = {
    kind: 'difference',
    score: 0.8,
    is_sure: false,
    solutions: 1,
    items: [item('a', '121.00')],
    reasons: [],
    difference: '-2.42',
    parts: [
      { type: 'invoice', id: 'a', amount: '121.00', discount: '0.00', write_off: '0.00' },
      { type: 'account', account_code: '659', amount: '-2.42' },
    ],
  };
  expect(asked(partsOf(candidate, LINE), LINE)).toEqual([
    { type: 'invoice', id: 'a', amount: '121.00', discount: '0.00', write_off: '0.00', open_amount: '121.00' },
    { type: 'account', account_code: '659', amount: '-2.42', vat_rate: null, contact_id: null, memo: null },
  ]);
});

const several = (
  items: OpenItemRead[],
  change: Partial<Extract<CandidateRead['parts'][number], { type: 'invoice' }>> = {},
) =>
  ({
    kind: 'many_items',
    score: 0.9,
    is_sure: false,
    solutions: 1,
    items,
    reasons: [],
    difference: '0.00',
    parts: items.map(({ id }, place) => ({ type: 'invoice', id, ...(place === 0 ? change : {}) })),
  }) satisfies CandidateRead;

it.each([
  ['first', ['i', 'c']],
  ['last', ['c', 'i']],
])('starts from an invoice less a credit note whole, the invoice %s', (_, order) => {
  const open = { i: item('i', '150.00'), c: item('c', '-31.42', { kind: 'credit_note' }) };
  const parts = partsOf(several(order.map((id) => open[id as 'i' | 'c'])), LINE);
  expect(parts.map((part) => part.type === 'invoice' && [part.id, part.amount])).toEqual(
    order.map((id) => [id, id === 'i' ? '150.00' : '31.42']),
  );
  expect(left(parts, LINE)).toBe('0.00');
  expect(hindrance(parts, LINE)).toBeNull();
});

it.each([{ discount: '10.00' }, { write_off: '10.00' }])('takes what is granted off what is paid: %j', (granted) => {
  const line = { open_amount: '290.00', currency: 'EUR' };
  const parts = partsOf(several([item('a', '200.00'), item('b', '100.00')], granted), line);
  expect(asked(parts, line)).toMatchObject([
    { id: 'a', amount: '190.00', ...granted },
    { id: 'b', amount: '100.00', discount: '0.00', write_off: '0.00' },
  ]);
  expect(left(parts, line)).toBe('0.00');
});

it('pays in another currency with what the line has', () => {
  const dollars = itemPart(item('d', '130.00', { currency: 'USD' }), [], LINE);
  expect(dollars).toMatchObject({ amount: '130.00', lineAmount: '118.58' });
  expect(left([dollars], LINE)).toBe('0.00');
  expect(asked([dollars], LINE)).toMatchObject([
    { type: 'invoice', id: 'd', amount: '130.00', open_amount: '130.00', line_amount: '118.58' },
  ]);
});

const WORTH = { currency: 'USD', line_amount: '96.80', open_in_books: '108.90' };

it.each([
  ['40.00', '50.00', '40.00', '-5.00'],
  ['94.90', '121.00', '94.90', '-14.00'],
  ['200.00', '121.00', '96.80', '-12.10'],
])('of %s in euro pays %s dollars with %s, and says what is won or lost', (open_amount, amount, lineAmount, result) => {
  const part = itemPart(item('a', '121.00', WORTH), [], { open_amount, currency: 'EUR' });
  expect(part).toMatchObject({ amount, lineAmount });
  expect(exchangeResult(part, '1')).toBe(result);
});

it('says what a debt in dollars wins when it is paid with less', () => {
  const part = itemPart(item('a', '-121.00', WORTH), [], { open_amount: '-96.80', currency: 'EUR' });
  expect(exchangeResult(part, '1')).toBe('12.10');
});
