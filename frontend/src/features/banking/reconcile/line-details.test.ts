import { describe, expect, it } from 'vitest';
import { besideReference, insideOf, notesOf, shownReference, wordsOf } from './line-details';

describe('what else a bank said', () => {
  it('is told by name and in a fixed order, what is not known to us is left out', () => {
    const details = {
      mandate: 'M-1',
      code: '0150',
      original_amount: '1010.00',
      original_currency: 'USD',
      exchange_rate: '1.0825',
      is_reversal: true,
      odd: 'x',
    };
    expect(wordsOf(details, 'nl-BE')).toEqual([
      { name: 'original_amount', text: '1010.00', amount: '1010.00', currency: 'USD' },
      { name: 'exchange_rate', text: '1,0825' },
      { name: 'code', text: '0150' },
      { name: 'mandate', text: 'M-1' },
    ]);
  });

  it('holds the payments inside a batch, each with whoever and whatever it names', () => {
    const children = [
      { amount: '-1200.00', counterparty_name: 'An Maes', text: 'loon maart' },
      { amount: '-3.00', counterparty_account: 'BE68539007547034', reference: '090933755493', text: 'kosten' },
    ];
    expect(insideOf({ children })).toEqual([
      { name: 'An Maes', text: 'loon maart', amount: '-1200.00' },
      { name: 'BE68539007547034', text: '090933755493', amount: '-3.00' },
    ]);
    expect(insideOf({})).toEqual([]);
  });

  it('says a note once', () => {
    expect(notesOf({ notes: ['Creditor X', 'Creditor X', 'Returned: AC04'] })).toEqual([
      'Creditor X',
      'Returned: AC04',
    ]);
  });
});

describe('a structured communication', () => {
  it.each([
    ['090933755493', '+++090/9337/55493+++'],
    ['RF18539007547034', 'RF18 5390 0754 7034'],
    ['2026-17', '2026-17'],
  ])('%s is shown as it is printed', (reference, shown) => {
    expect(shownReference(reference)).toBe(shown);
  });

  it.each([
    ['+++090/9337/55493+++', ''],
    ['090933755493', ''],
    ['***090/9337/55493*** dank u', 'dank u'],
    ['101090933755493', ''],
    ['factuur 17', 'factuur 17'],
  ])('is not told twice: beside it "%s" says "%s"', (text, rest) => {
    expect(besideReference(text, '090933755493')).toBe(rest);
  });
});
