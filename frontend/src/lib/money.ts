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

/** The same amount on the other side: what a credit note takes back. */
export function negated(value: Decimal): Decimal {
  if (isZero(value)) return value;
  return value.startsWith('-') ? value.slice(1) : `-${value}`;
}

/** Accepts what people type: "1.234,50", "1,234.50", "1 234,5", "12,5-", "(12.50)". Null when it is not a number. */
export function parseMoney(input: string, locale: string): Decimal | null {
  const { digits, negative } = readSign(input.replace(/[\s\u00a0\u202f€$£]|EUR|USD|GBP/gi, ''));
  if (!/^[\d.,']+$/.test(digits) || !/\d/.test(digits)) return null;
  const separator = decimalSeparator(digits, locale);
  const cut = separator ? digits.lastIndexOf(separator) : digits.length;
  const whole =
    digits
      .slice(0, cut)
      .replace(/[.,']/g, '')
      .replace(/^0+(?=\d)/, '') || '0';
  const fraction = digits.slice(cut + 1).replace(/[.,']/g, '');
  const number = fraction ? `${whole}.${fraction}` : whole;
  return negative && /[1-9]/.test(number) ? `-${number}` : number;
}

function readSign(text: string): { digits: string; negative: boolean } {
  if (/^\(.*\)$/.test(text)) return { digits: text.slice(1, -1), negative: true };
  if (text.endsWith('-')) return { digits: text.slice(0, -1), negative: true };
  if (/^[-−]/.test(text)) return { digits: text.slice(1), negative: true };
  return { digits: text, negative: false };
}

/** With both signs present the last one is the decimal; alone before exactly three digits it is one only where the locale says so. */
function decimalSeparator(digits: string, locale: string): '.' | ',' | '' {
  const dot = digits.lastIndexOf('.');
  const comma = digits.lastIndexOf(',');
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ',';
  if (dot < 0 && comma < 0) return '';
  const sign = dot >= 0 ? '.' : ',';
  if (digits.split(sign).length > 2) return '';
  const local =
    numberFormat(locale, {})
      .formatToParts(1.5)
      .find((part) => part.type === 'decimal')?.value ?? '.';
  const tail = digits.length - digits.lastIndexOf(sign) - 1;
  return tail !== 3 || sign === local ? sign : '';
}

/** "12.5" → "12.50", "3.999" stays: two decimals at least, nothing rounded away. */
export function withCents(value: Decimal): Decimal {
  const [whole = '0', fraction = ''] = value.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), new Big(0)).toFixed(2);
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
