import { describe, expect, it } from 'vitest';
import {
  formatAxis,
  formatDecimal,
  formatMoney,
  isNegative,
  less,
  negated,
  parseMoney,
  parseNumber,
  sum,
  typedNumber,
  withCents,
} from './money';

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
    ['50,-', 'nl-BE', '50.00'],
    ['50.-', 'fr-BE', '50.00'],
    ['1.250,--', 'en-IE', '1250.00'],
    ['-50,–', 'nl-BE', '-50.00'],
    ['0.925', 'nl-BE', '0.925'],
    ['012.500', 'nl-BE', '12.500'],
    ['0,925', 'en-IE', '0.925'],
    ['1234.567', 'nl-BE', '1234.567'],
    ['.5', 'nl-BE', '0.5'],
    ["1'234.50", 'nl-BE', '1234.50'],
    ['12,50.', 'nl-BE', null],
    ['1.234.56', 'nl-BE', null],
    ['1.23,45', 'nl-BE', null],
    ['12,34,567', 'en-IE', null],
    ['50 CHF', 'nl-BE', null],
    ['5O,00', 'nl-BE', null],
    ['100+21', 'nl-BE', null],
    ['10%', 'nl-BE', null],
    ['abc', 'en-IE', null],
    ['12 euro', 'en-IE', null],
    ['', 'en-IE', null],
  ])('reads %s typed in %s', (typed, locale, want) => expect(parseMoney(typed, locale)).toBe(want));

  it.each([
    ['0.925', '0.925'],
    ['1.085', '1.085'],
    ['1,125', '1.125'],
    ['1.234,5', '1234.5'],
    ['1 234', '1234'],
    ['1.234.567', '1234567'],
    ['12,50.', null],
  ])('reads %s as a rate or a quantity, whatever the language', (typed, want) => expect(parseNumber(typed)).toBe(want));
  it.each(['nl-BE', 'fr-BE', 'en-IE'])('reads every rate again as it is shown to whoever types in %s', (locale) => {
    const rates = ['1234', '1234567.5', '0.928123456789', '-3', '1.125', '0'];
    expect(rates.map((rate) => parseNumber(typedNumber(rate, locale)))).toEqual(rates);
  });

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

it('adds up without leaving a digit out: 100.555 is not the same as 100.56', () => {
  expect(sum(['100.555'])).toBe('100.555');
  expect(sum(['100.56', '-100.555'])).toBe('0.005');
  expect(sum(['1', '2.5'])).toBe('3.50');
});
