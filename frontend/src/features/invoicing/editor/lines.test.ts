import { describe, expect, it } from 'vitest';
import type { LineRead } from '@/api/gen/types.gen';
import { trimmed } from '@/lib/money';
import { DRAFT } from '@/testing/invoices';
import {
  askedDraft,
  askedRevision,
  askedTotals,
  blankDraft,
  blankLine,
  type Draft,
  draftFrom,
  type Line,
} from './draft';
import { addAtEnd, addBelow, insertLines, moveLine, neighbour, pastedLines, removeLine } from './lines';

const line = (key: string, change: Partial<Line> = {}): Line => ({
  ...blankLine(),
  key,
  description: key,
  unit_price: '10.00',
  ...change,
});
const draft = (...lines: Line[]): Draft => ({ ...blankDraft('sale', 'invoice', 'EUR', 'c1'), lines });
const keys = (of: Draft) => of.lines.map((one) => one.key).join(' ');

describe('Enter', () => {
  it('makes a line below, taxed and booked as the one above', () => {
    const { draft: after, go } = addBelow(draft(line('a', { treatment: 'export', vat_rate: '0' }), line('b')), 'a');
    expect(after.lines.map((one) => one.description)).toEqual(['a', '', 'b']);
    expect(after.lines[1]).toMatchObject({ key: go, treatment: 'export', vat_rate: '0', quantity: '1' });
  });
  it('uses an empty line that is there already, and makes none below an empty one', () => {
    const empty = { ...blankLine(), key: 'e' };
    expect(addBelow(draft(line('a'), empty), 'a').go).toBe('e');
    expect(addBelow(draft(line('a'), empty), 'e').go).toBe('e');
    expect(addAtEnd(draft(line('a'))).draft.lines).toHaveLength(2);
  });
});

describe('moving and removing', () => {
  it('moves a line and stops at the ends', () => {
    const three = draft(line('a'), line('b'), line('c'));
    expect(keys(moveLine(three, 'a', 1))).toBe('b a c');
    expect(keys(moveLine(three, 'c', -1))).toBe('a c b');
    expect(moveLine(three, 'a', -1)).toBe(three);
    expect([neighbour(three, 'b', -1), neighbour(three, 'b', 1), neighbour(three, 'c', 1)]).toEqual(['a', 'c', null]);
  });
  it('always leaves a line to type in', () => {
    expect(removeLine(draft(line('a'), line('b')), 'a')).toMatchObject({ go: 'b' });
    const last = removeLine(draft(line('a')), 'a');
    expect(last.draft.lines).toHaveLength(1);
    expect(last.draft.lines[0]).toMatchObject({ description: '', key: last.go });
  });
});

describe('rows from a spreadsheet', () => {
  it('reads description, quantity and price as the locale writes them', () => {
    const made = pastedLines('Uren\t3,5\t1.250,00\r\nDomein\t20\nFlyers\t1.000\t0,50\n', 'nl-BE') ?? [];
    expect(made.map(({ description, quantity, unit_price }) => [description, quantity, unit_price])).toEqual([
      ['Uren', '3.5', '1250.00'],
      ['Domein', '1', '20'],
      ['Flyers', '1000', '0.50'],
    ]);
  });
  it('leaves plain text to the field, and gives rows the place of an empty line', () => {
    expect(pastedLines('just words', 'nl-BE')).toBeNull();
    const empty = { ...blankLine(), key: 'e' };
    expect(keys(insertLines(draft(line('a'), empty), 'e', [line('x'), line('y')]))).toBe('a x y');
    expect(keys(insertLines(draft(line('a')), 'a', [line('x')]))).toBe('a x');
  });
});

const KEPT: LineRead = {
  id: 'l1',
  position: 0,
  description: 'Fiets',
  quantity: '1.00',
  unit: null,
  unit_price: '100.00',
  discount_percent: '0.00',
  treatment: 'domestic',
  vat_rate: '6.00',
  account_code: '700',
  cost_account: null,
  deductible_percent: '100.00',
  net_amount: '100.00',
  tags: [],
  chosen: [],
  credits_line_id: null,
  credited_quantity: '0.00',
};

it('leaves to the server what nobody chose on a draft that was kept, so that another customer has their own', () => {
  const lines: LineRead[] = [KEPT, { ...KEPT, id: 'l2', chosen: ['vat_rate', 'account_code'] }];
  const asked = askedRevision({ ...draftFrom({ ...DRAFT, lines }), contact_id: 'c2' });
  expect(asked.lines?.map((one) => [one.treatment, one.vat_rate, one.account_code])).toEqual([
    [null, null, null],
    ['domestic', '6', '700'],
  ]);
});

describe('what the server is asked', () => {
  it('keeps which line of its invoice a line of a credit note takes back', () => {
    const lines: LineRead[] = [{ ...KEPT, credits_line_id: 'f1' }, KEPT];
    const asked = askedRevision(draftFrom({ ...DRAFT, kind: 'credit_note', lines }));
    expect(asked.lines?.map((one) => one.credits_line_id)).toEqual(['f1', undefined]);
  });
  it('leaves out empty lines and what is not known, and sends amounts as text', () => {
    const asked = askedDraft(draft(line('a', { unit_price: '0.10' }), { ...blankLine(), key: 'e' }), 'c1');
    expect(asked.lines).toEqual([
      {
        description: 'a',
        quantity: '1',
        unit: null,
        unit_price: '0.10',
        discount_percent: '0',
        treatment: null,
        vat_rate: null,
        account_code: null,
        tags: [],
      },
    ]);
    expect(asked).toMatchObject({ direction: 'sale', kind: 'invoice', contact_id: 'c1', due_on: null });
    expect(asked).not.toHaveProperty('number');
  });
  it('counts a line that has a price and no words yet', () => {
    expect(askedTotals(draft(line('a', { description: '' }))).lines?.[0]?.description).toBe('–');
  });
});

it('shows figures without the zeros that storage adds', () => {
  expect([trimmed('3.000000'), trimmed('125.500000', 2), trimmed('0.123400', 2), trimmed('7')]).toEqual([
    '3',
    '125.50',
    '0.1234',
    '7',
  ]);
});
