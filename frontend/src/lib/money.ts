import Big from 'big.js';

/** What the API sends and receives: "1234.50". Never a float. */
export type Decimal = string;

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** Amount with its currency, exact beyond 2^53; minus zero shows as zero. */
export function formatMoney(value: Decimal, currency: string, locale: string): string {
  const format = numberFormat(locale, { style: 'currency', currency, signDisplay: 'negative' });
  return format.format(value as Intl.StringNumericLiteral);
}

/** Amount without currency, at least two decimals ("1.234,50"). */
export function formatDecimal(value: Decimal, locale: string, decimals = 2): string {
  const format = numberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: Math.max(decimals, 6),
    signDisplay: 'negative',
  });
  return format.format(value as Intl.StringNumericLiteral);
}

/** A rate, a share or a quantity with the digits it has, six decimals at most, as the locale writes it ("0,87382"). */
export function formatRate(value: Decimal, locale: string): string {
  return formatDecimal(value, locale, 0);
}

/**
 * Short form for chart axes only, without the currency (its heading names it). Thousands are written out, because their
 * short form is foreign to most readers ("20K"); from a million on it is the locale's own ("1,5 mln.").
 */
export function formatAxis(value: number, locale: string): string {
  const large = Math.abs(value) >= 1_000_000;
  const form = large ? ({ notation: 'compact', maximumFractionDigits: 1 } as const) : { maximumFractionDigits: 2 };
  return numberFormat(locale, form).format(value);
}

/** The same where somebody types: no thousands, for parseNumber knows none, and no digit left out. */
export function typedNumber(value: Decimal, locale: string): string {
  const format = numberFormat(locale, { useGrouping: false, maximumFractionDigits: 12, signDisplay: 'negative' });
  return format.format(value as Intl.StringNumericLiteral);
}

/** The same amount on the other side: what a credit note takes back. */
export function negated(value: Decimal): Decimal {
  if (isZero(value)) return value;
  return value.startsWith('-') ? value.slice(1) : `-${value}`;
}

/** Accepts what people type: "1.234,50", "1,234.50", "1 234,5", "50,-", "12,5-", "(12.50)". Null when it is not a number. */
export function parseMoney(input: string, locale: string): Decimal | null {
  return readNumber(input, localDecimal(locale));
}

/** The same of a rate, a quantity or a percentage, where a sign that stands alone is never one of thousands. */
export function parseNumber(input: string): Decimal | null {
  return readNumber(input, '.,');
}

function localDecimal(locale: string): string {
  const parts = numberFormat(locale, {}).formatToParts(1.5);
  return parts.find((part) => part.type === 'decimal')?.value ?? '.';
}

/** Figures between the thousands, all written with the same sign. */
const GROUPED = /^\d{1,3}(?:([.,'])\d{3})(?:\1\d{3})*$/;

/** `decimals`: the signs that part no thousands where one stands alone before three figures ("1.234"). */
function readNumber(input: string, decimals: string): Decimal | null {
  const { digits, negative } = readSign(input.replace(/[\s\u00a0\u202f€$£]|EUR|USD|GBP/gi, ''));
  const [written, fraction] = parted(digits, decimals);
  if (!/^\d*$/.test(written) && !GROUPED.test(written)) return null;
  if (!/\d/.test(written + fraction)) return null;
  const whole = written.replace(/\D/g, '').replace(/^0+(?=\d)/, '') || '0';
  const number = fraction ? `${whole}.${fraction}` : whole;
  return negative && /[1-9]/.test(number) ? `-${number}` : number;
}

function readSign(text: string): { digits: string; negative: boolean } {
  if (/^\(.*\)$/.test(text)) return { digits: text.slice(1, -1), negative: true };
  // "50,-" says that there are no cents.
  const digits = text.replace(/(?<=\d[.,])[-–—]{1,2}$/, '00');
  if (/\d-$/.test(digits)) return { digits: digits.slice(0, -1), negative: true };
  if (/^[-−]/.test(digits)) return { digits: digits.slice(1), negative: true };
  return { digits, negative: false };
}

/** What stands before and after the decimal sign: the last of two kinds, or the only one where it parts no thousands. */
function parted(digits: string, decimals: string): [string, string] {
  const found = /^([\d.,']*)([.,])(\d*)$/.exec(digits);
  if (!found) return [digits, ''];
  const [, whole = '', sign = '', tail = ''] = found;
  if (/[.,]/.test(whole)) return whole.includes(sign) || tail === '' ? [digits, ''] : [whole, tail];
  const thousands = /^[1-9]\d{0,2}$/.test(whole) && tail.length === 3 && !decimals.includes(sign);
  return thousands ? [digits, ''] : [whole, tail];
}

/** "12.5" → "12.50", "3.999" stays: two decimals at least, nothing rounded away. */
export function withCents(value: Decimal): Decimal {
  const [whole = '0', fraction = ''] = value.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

export function sum(values: readonly Decimal[]): Decimal {
  return trimmed(values.reduce((total, value) => total.plus(value), new Big(0)).toFixed(), 2);
}

/** What is left once so much is taken: "3" less "0.5" is "2.5". */
export function less(value: Decimal, taken: Decimal): Decimal {
  return new Big(value).minus(taken).toFixed();
}

export function isZero(value: Decimal): boolean {
  return !/[1-9]/.test(value);
}

export function isNegative(value: Decimal): boolean {
  return value.startsWith('-') && !isZero(value);
}

/** Only for the height of a bar: never for a figure that is shown. */
export function toHeight(value: Decimal): number {
  return Number(value);
}

/** "3.000000" is 3; amounts keep their two decimals. */
export function trimmed(value: Decimal, decimals = 0): Decimal {
  const [whole = '0', fraction = ''] = value.split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(decimals, '0');
  return kept ? `${whole}.${kept}` : whole;
}
