import { expect, it } from 'vitest';
import { atRate, paidWith } from './exchange';

it('keeps the decimals that a currency has', () => {
  expect(atRate('10.00', '0.30815', 'KWD')).toBe('3.082');
  expect(atRate('10.00', '163.456', 'JPY')).toBe('1635.00');
  expect(atRate('10.00', '0.92345', 'EUR')).toBe('9.23');
});

it('pays all that is owed within five percent of the rate, and else what the money is worth', () => {
  expect(paidWith('97.00', '100.125', '1', 'KWD')).toBe('100.125');
  expect(paidWith('50.00', '100.00', '1', 'USD')).toBe('50.00');
});
