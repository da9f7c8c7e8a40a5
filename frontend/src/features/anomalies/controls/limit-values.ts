import { parseMoney, parseNumber } from '@/lib/money';

/** How a limit is typed: an amount of money, a share of a hundred, or a plain number. */
export type Unit = 'money' | 'percent' | 'days' | 'entries' | 'times';

const UNITS: Record<string, Unit> = {
  days: 'days',
  least: 'money',
  limits: 'money',
  tolerance: 'money',
  share: 'percent',
  filled: 'percent',
  entries: 'entries',
  compared: 'entries',
  times: 'times',
};
const MOST: Record<Unit, number> = { money: 1e12, percent: 1, days: 3660, entries: 1_000_000, times: 1e12 };
/** Between several limits, as one types a list. */
const BETWEEN = /\s*;\s*/;

export const unitOf = (limit: string): Unit => UNITS[limit] ?? 'times';

/** As it stands in the field; shares in hundredths. */
export function typedValues(values: readonly number[], unit: Unit, locale: string): string {
  const shown = values.map((value) => (unit === 'percent' ? Number((value * 100).toPrecision(12)) : value));
  return shown.map((value) => value.toLocaleString(locale, { maximumFractionDigits: 4 })).join('; ');
}

/** What was typed as the API wants it, smallest first; null where it is no limit. */
export function parseValues(typed: string, unit: Unit, locale: string, several: boolean): number[] | null {
  const parts = typed.trim().replace(/;$/, '').split(BETWEEN);
  if (parts.length > (several ? 30 : 1)) return null;
  const values: number[] = [];
  for (const part of parts) {
    const read = unit === 'percent' ? parseNumber(part.replace('%', '')) : parseMoney(part, locale);
    if (read === null) return null;
    const value = unit === 'percent' ? Number((Number(read) / 100).toPrecision(12)) : Number(read);
    const whole = unit === 'days' || unit === 'entries';
    if (!(value > 0) || value > MOST[unit] || (whole && !Number.isInteger(value))) return null;
    values.push(value);
  }
  return [...new Set(values)].toSorted((one, other) => one - other);
}
