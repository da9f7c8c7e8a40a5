import { expect, it } from 'vitest';
import { listed, matchesChoice } from './choice';

const RENT = { value: '610', code: '610', label: 'Loyer et charges à répartir' };

it.each([
  ['61', true],
  ['10', false],
  ['loyer', true],
  ['repartir charges', true],
  ['610 LOYER', true],
  ['assurance', false],
  ['', true],
])('finds an account by %s: %s', (typed, found) => expect(matchesChoice(RENT, typed)).toBe(found));

it('lists what matches by itself first, then what was found elsewhere', () => {
  const choice = (code: string, label: string) => ({ value: code, code, label });
  const chart = [choice('610', 'Huur'), choice('611', 'Onderhoud huurpand'), choice('640', 'Belastingen')];
  const codes = (typed: string, found: string[]) => listed(chart, typed, found).map((one) => one.value);
  expect(codes('onderhoud', ['610', '611'])).toEqual(['611', '610']);
  expect(codes('loyer', ['610'])).toEqual(['610']);
  expect(codes('', ['610'])).toEqual(['610', '611', '640']);
});
