import { describe, expect, it } from 'vitest';
import { whyOf } from './unproved';

const nothing = { values: {}, amounts: {}, counts: {} };

describe('why a statement does not add up', () => {
  it.each([
    [
      '100.00 and 5.00 make 105.00, the statement ends at 106.00',
      {
        ...nothing,
        word: 'whyDifference',
        amounts: { opening: '100.00', total: '5.00', made: '105.00', closing: '106.00' },
      },
    ],
    [
      'the file says 3 records, it holds 2',
      { ...nothing, word: 'whyCount', values: { what: 'records' }, counts: { said: '3', found: '2' } },
    ],
    [
      'the file says 10.00 debit in total, it holds 9.00',
      { ...nothing, word: 'whyCount', values: { what: 'debit' }, amounts: { said: '10.00', found: '9.00' } },
    ],
    [
      'balances and movements are in different currencies: EUR, USD',
      { ...nothing, word: 'whyCurrencies', values: { currencies: 'EUR, USD' } },
    ],
    [
      'the balance in line 7 does not follow from the row above it',
      { ...nothing, word: 'whyRow', values: { line: '7', place: 'above' } },
    ],
    ['record 8 opened otherwise', null],
  ])('%s', (reason, why) => {
    expect(whyOf(reason)).toEqual(why);
  });
});
