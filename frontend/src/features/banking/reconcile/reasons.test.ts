import { expect, it } from 'vitest';
import { told } from './reasons';

it('tells the weightiest first, whether it speaks for or against', () => {
  const reasons = [
    { code: 'days', points: -2, values: ['3'] },
    { code: 'amount_same', points: 50, values: ['121.00', '0'] },
    { code: 'name_other', points: -10, values: ['lena', 'peeters'] },
    { code: 'part_of_sum', points: 0, values: [] },
  ];
  expect(told(reasons, 'en-GB')).toEqual([
    { key: 'amount_same', values: { count: 0 }, speaks: 'for' },
    { key: 'name_other', values: { first: 'lena', second: 'peeters' }, speaks: 'against' },
    { key: 'days_after', values: { count: 3 }, speaks: 'against' },
  ]);
});

it.each([
  [{ code: 'amount_same', points: 30, values: ['50.00', '4'] }, 'amount_same_others', { count: 4 }],
  [{ code: 'days', points: 0, values: ['0'] }, 'same_day', { count: 0 }],
  [{ code: 'days', points: -9, values: ['-12'] }, 'days_before', { count: 12 }],
  [
    { code: 'cash_discount', points: 34, values: ['98.00', '100.00', '-2.00', '2.50'] },
    'cash_discount',
    { percent: '2,5' },
  ],
  [
    { code: 'cash_discount', points: 34, values: ['119.00', '121.00', '-2.00', '2', '21'] },
    'cash_discount_net',
    { percent: '2', vat: '21' },
  ],
  [
    { code: 'exchange_rate', points: 20, values: ['7920.00', '6902.36', 'USD', '0.873820342538'] },
    'exchange_rate',
    { currency: 'USD', rate: '0,87382' },
  ],
  [{ code: 'words', points: 6, values: ['huur', 'november'] }, 'words', { words: 'huur, november' }],
])('tells %j as %s', (reason, key, values) => {
  expect(told([reason], 'nl-BE')[0]).toMatchObject({ key, values });
});
