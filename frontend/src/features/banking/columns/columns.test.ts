import { expect, it } from 'vitest';
import {
  fieldOf,
  headerAt,
  leftOut,
  missingOf,
  orderOf,
  readDay,
  readNumber,
  readRow,
  unsureOf,
  withField,
} from './columns';

const HEADERS = ['Datum', 'Af Bij', 'Bedrag', 'Naam', 'Mededeling', 'Mededeling'];
const MAPPING = { columns: { booked_on: ['Datum'], amount: ['Bedrag'], sign: ['Af Bij'], text: ['Mededeling'] } };
const UNKNOWN = {
  headers: [],
  header_line: 1,
  rows: [],
  mapping: { columns: {} },
  known: false,
  missing: null,
  remembered_id: null,
  twice: [],
  state_column: null,
  states: [],
  no_movement: [],
  unsure: {},
  day_orders: [],
};

it('reads a row as the server will: a sign of its own, the local decimals and the local day', () => {
  const row = ['05/11/2026', 'Af', '1.234,5', 'Bakkerij', 'factuur', '118'];
  expect(readRow(row, HEADERS, MAPPING)).toEqual({ day: '2026-11-05', amount: '-1234.50', name: '', text: 'factuur' });
  const inwards = { ...MAPPING, debit_words: ['Uit'] };
  expect(readRow(row, HEADERS, inwards).amount).toBe('1234.50');
  expect(readRow(['05/11/2026', 'Débit', '5,00'], HEADERS, MAPPING).amount).toBe('-5.00');
});

it('names the payer of money in and the payee of money out, for the other one is oneself', () => {
  const mapping = {
    columns: { booked_on: ['#1'], amount: ['#2'], payer: ['#3'], payee: ['#4'] },
    decimals: ',' as const,
  };
  const named = (amount: string) => readRow(['2026-11-05', amount, 'Lena', 'Jan'], [], mapping).name;
  expect([named('5,00'), named('-5,00')]).toEqual(['Lena', 'Jan']);
});

it('takes debit and credit from two columns', () => {
  const mapping = { columns: { value_on: ['#1'], debit: ['#2'], credit: ['#3'] } };
  expect(readRow(['2026-11-05', '12,00', ''], [], mapping)).toMatchObject({ day: '2026-11-05', amount: '-12.00' });
  expect(readRow(['2026-11-05', '', '7'], [], mapping).amount).toBe('7.00');
  expect(readRow(['2026-11-05', '', ''], [], mapping).amount).toBeNull();
});

it.each([
  ['1.234,50', ',', '1234.50'],
  ['1,234.50', '.', '1234.50'],
  ['1 234,5', null, '1234.50'],
  ['12.345', null, '12345.00'],
  ['12.345', '.', '12.345'],
  ['50,00-', null, '-50.00'],
  ['12,50 DR', ',', '-12.50'],
  ['12.50 Cr', '.', '12.50'],
  ['12,50 EUR S', ',', '-12.50'],
  ['€ -3', null, '-3.00'],
  ['–6,00', ',', '-6.00'],
  ['n/a', null, null],
] as const)('reads %s with %s as %s', (text, decimals, expected) => {
  expect(readNumber(text, decimals)).toBe(expected);
});

it.each([
  ['05/11/2026', null, '2026-11-05'],
  ['11/05/26', 'mdy', '2026-11-05'],
  ['20261105', null, '2026-11-05'],
  ['2026-11-05T10:00:00', null, '2026-11-05'],
  ['31/02/2026', null, null],
  ['soon', null, null],
] as const)('reads the day %s in order %s as %s', (text, order, expected) => {
  expect(readDay(text, order)).toBe(expected);
});

it('gives a column one meaning, joins where a text has several columns, and replaces where it cannot', () => {
  const joined = withField(MAPPING, HEADERS, 5, 'text');
  expect(joined.columns.text).toEqual(['Mededeling', '#6']); // a text that was kept by its header is the first
  expect(withField({ columns: {} }, HEADERS, 4, 'text').columns.text).toEqual(['#5']);
  expect(fieldOf(joined, HEADERS, 5)).toBe('text');
  const moved = withField(joined, HEADERS, 4, 'reference');
  expect(moved.columns).toMatchObject({ text: ['#6'], reference: ['#5'] });
  expect(withField(MAPPING, HEADERS, 3, 'amount').columns.amount).toEqual(['Naam']);
  expect(withField(MAPPING, HEADERS, 0, '').columns.booked_on).toBeUndefined();
});

it('names columns by number where their header is empty or not their own', () => {
  expect(headerAt(HEADERS, 3)).toBe('Naam');
  expect(headerAt(HEADERS, 4)).toBe('#5');
  expect(headerAt(['Débit.', 'DEBIT '], 0)).toBe('#1');
  expect(headerAt(['Ποσό', 'Νόμισμα', 'Memo'], 1)).toBe('#2');
  expect(headerAt(HEADERS, 5)).toBe('#6');
  expect(headerAt(['', 'b'], 0)).toBe('#1');
});

it('says what is still missing', () => {
  const said = (mapping: Parameters<typeof missingOf>[1]) =>
    missingOf({ ...UNKNOWN, headers: ['d', 'a', 'v'], day_orders: ['either', null, 'dmy'] }, mapping);
  expect(said({ columns: { amount: ['a'] } })).toBe('date');
  expect(said({ columns: { booked_on: ['v'], debit: ['x'] } })).toBe('amount');
  expect(said({ columns: { booked_on: ['v'], debit: ['x'], credit: ['y'] } })).toBeNull();
  expect(said({ columns: { booked_on: ['d'], amount: ['a'] } })).toBe('order');
  expect(said({ columns: { booked_on: ['#1'], amount: ['a'] }, order: 'mdy' })).toBeNull();
});

it('reads days in the order that was said, or that the server found in their column', () => {
  const guess = { ...UNKNOWN, headers: ['Datum', 'Valuta'], day_orders: ['ymd' as const, null] };
  const read = (mapping: Parameters<typeof orderOf>[1]) =>
    readRow(['26-01-05', '05/01/26'], guess.headers, { ...mapping, order: orderOf(guess, mapping) }).day;
  expect(read({ columns: { booked_on: ['Datum'], value_on: ['Valuta'] } })).toBe('2026-01-05');
  expect(read({ columns: { booked_on: ['Datum'] }, order: 'dmy' })).toBe('2005-01-26');
  expect(read({ columns: { value_on: ['#2'] } })).toBe('2026-01-05');
  expect(read({ columns: {} })).toBeNull();
});

it('says which states of the file are left out: those that count say so, else those that are no movement', () => {
  const columns = { booked_on: ['Date'], amount: ['Montant'], state: ['Statut'] };
  const guess = {
    ...UNKNOWN,
    headers: ['Date', 'Montant', 'Statut'],
    mapping: { columns },
    state_column: 'Statut',
    states: ['Accepté', 'Refusé', 'Bloqué'],
    no_movement: ['Refusé'],
  };
  expect(leftOut(guess, { columns })).toEqual(['Refusé']);
  expect(leftOut(guess, { columns, only: ['accepté'] })).toEqual(['Refusé', 'Bloqué']);
  expect(leftOut(guess, { columns: { ...columns, state: ['Autre'] } })).toEqual([]);
});

it('asks which states count where nobody knows it of one, until they are said or no column is the state', () => {
  const columns = { booked_on: ['Datum'], amount: ['Bedrag'], state: ['Status'] };
  const guess = { ...UNKNOWN, headers: ['Datum', 'Bedrag', 'Status'], state_column: 'Status', unsure: { Reversed: 2 } };
  expect([unsureOf(guess, { columns }), missingOf(guess, { columns })]).toEqual([[['Reversed', 2]], 'states']);
  expect(missingOf(guess, { columns, only: ['Uitgevoerd'] })).toBeNull();
  expect(missingOf(guess, { columns: { booked_on: ['Datum'], amount: ['Bedrag'] } })).toBeNull();
});
