import { expect, it } from 'vitest';
import { axisTop } from './bars';
import { matchesChoice } from './choice';

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

it.each([
  [0, 100],
  [3.2, 4],
  [17_000, 20_000],
  [9060, 10_000],
  [41_000, 50_000],
])('an axis for %s ends at %s', (highest, top) => expect(axisTop(highest)).toBe(top));
