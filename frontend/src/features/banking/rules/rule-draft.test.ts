import { expect, it } from 'vitest';
import type { RuleRead } from '@/api/gen/types.gen';
import { asked, draftOf, EMPTY, lackOf, moved, unshared } from './rule-draft';

const DRAFT = {
  ...EMPTY,
  name: ' Telephone ',
  counterparty: 'proximus',
  shares: [
    { code: '612', percent: '60', vat: '21', contact: null },
    { code: '416', percent: '40,0', vat: null, contact: null },
  ],
};

it('asks for what was typed, in the words of the API', () => {
  expect(lackOf(DRAFT)).toBeNull();
  expect(asked({ ...DRAFT, iban: 'be43 0689 9999 9501' })).toMatchObject({
    name: 'Telephone',
    conditions: { counterparty: 'proximus', iban: 'BE43068999999501' },
    shares: [
      { account_code: '612', percent: '60', vat_rate: '21' },
      { account_code: '416', percent: '40.0', vat_rate: null },
    ],
  });
});

it('asks for the same again of a rule that nobody changed', () => {
  const conditions: RuleRead['conditions'] = {
    direction: 'out',
    text: 'lease',
    counterparty: 'proximus',
    iban: 'BE43068999999501',
    smallest: '1.00',
    largest: '90.00',
    currency: 'USD',
  };
  const shares: RuleRead['shares'] = [
    { account_code: '440', percent: '60', vat_rate: null, contact_id: '01a1fcd6-3f7a-74ba-831f-443b45c4ef44' },
    { account_code: '612', percent: '40', vat_rate: '21', contact_id: null },
  ];
  const rule = { name: 'Lease', conditions, shares, bank_account_id: 'one', books_alone: true } as RuleRead;
  expect(asked(draftOf(rule))).toEqual({
    name: 'Lease',
    conditions,
    shares,
    bank_account_id: 'one',
    books_alone: true,
  });
});

it('says what is missing: a name, a condition, an account, shares that come to a hundred', () => {
  expect(lackOf({ ...DRAFT, name: ' ' })).toBe('name');
  expect(lackOf({ ...DRAFT, counterparty: '', direction: 'out' })).toBe('condition');
  expect(lackOf({ ...DRAFT, shares: [{ code: null, percent: '100', vat: null, contact: null }] })).toBe('account');
  expect(lackOf({ ...DRAFT, shares: [{ code: '612', percent: '99.5', vat: null, contact: null }] })).toBe('shares');
  expect(lackOf({ ...DRAFT, shares: [{ code: '612', percent: 'all', vat: null, contact: null }] })).toBe('shares');
});

it('counts what is not shared without losing a hundredth', () => {
  expect(
    unshared([
      { code: '1', percent: '33.3333', vat: null, contact: null },
      { code: '2', percent: '33.3333', vat: null, contact: null },
    ]),
  ).toBe('33.3334');
  expect(unshared([{ code: '1', percent: '', vat: null, contact: null }])).toBeNull();
});

it('moves a rule one place, and none beyond the ends', () => {
  expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
});
