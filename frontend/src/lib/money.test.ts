import { describe, expect, it } from 'vitest';
import { formatAxis, formatDecimal, formatMoney, isNegative, less, negated, parseMoney, sum, withCents } from './money';

describe('money', () => {
  it('says what is left, to the last digit', () => {
    expect([less('3.00', '0.5'), less('0.3', '0.1'), less('-2', '-2.000000')]).toEqual(['2.5', '0.2', '0']);
  });
  it.each([
    ['1.234,50', 'nl-BE', '1234.50'],
    ['1,234.50', 'nl-BE', '1234.50'],
    ['1 234,5', 'fr-BE', '1234.5'],
    ['€ 12,00', 'nl-BE', '12.00'],
    ['12,5-', 'nl-BE', '-12.5'],
    ['−3', 'nl-BE', '-3'],
    ['(12.50)', 'en-IE', '-12.50'],
    ['1.234', 'nl-BE', '1234'],
    ['1.234', 'en-IE', '1.234'],
    ['1,234', 'en-IE', '1234'],
    ['1.234.567', 'en-IE', '1234567'],
    ['007', 'en-IE', '7'],
    ['-0,00', 'nl-BE', '0.00'],
    ['abc', 'en-IE', null],
    ['12 euro', 'en-IE', null],
    ['', 'en-IE', null],
  ])('reads %s typed in %s', (typed, locale, want) => expect(parseMoney(typed, locale)).toBe(want));

  it('formats beyond 2^53 exactly', () =>
    expect(formatMoney('90071992547409931.25', 'EUR', 'en-IE')).toBe('€90,071,992,547,409,931.25'));
  it('never shows minus zero', () => {
    expect(formatMoney('-0.00', 'EUR', 'en-IE')).toBe('€0.00');
    expect(isNegative('-0.00')).toBe(false);
  });
  it('writes decimals as the locale does', () => expect(formatDecimal('1234.5', 'nl-BE')).toBe('1.234,50'));
  it('sums exactly', () => expect(sum(['0.1', '0.2', '-0.05'])).toBe('0.25'));
  it('pads cents without rounding', () => {
    expect(withCents('12.5')).toBe('12.50');
    expect(withCents('0.335')).toBe('0.335');
  });
  it.each([
    ['nl-BE', '20.000', '-5.000', '1,5 mln.'],
    ['fr-BE', '20 000', '-5 000', '1,5 M'],
    ['en-IE', '20,000', '-5,000', '1.5M'],
  ])('writes an axis as %s does, and never as 20K', (locale, thousands, negative, millions) => {
    const plain = (value: number) => formatAxis(value, locale).replace(/[\u00a0\u202f]/g, ' ');
    expect([plain(20_000), plain(-5000), plain(1_500_000)]).toEqual([thousands, negative, millions]);
  });
  it('turns an amount round without losing a digit', () =>
    expect(['12.50', '-12.50', '0.00', '90071992547409931.25'].map(negated)).toEqual([
      '-12.50',
      '12.50',
      '0.00',
      '-90071992547409931.25',
    ]));
});
