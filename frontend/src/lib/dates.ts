import { dayInWords, type TypedDay } from './month-words';

/** A plain day, "2026-01-31". Compared and sorted as text; never a Date in anybody's time zone. */
export type Day = string;

export interface Period {
  from?: Day | undefined;
  to?: Day | undefined;
}

export type PeriodName = 'this-month' | 'last-month' | 'this-quarter' | 'last-quarter' | 'this-year' | 'last-year';

export const PERIOD_NAMES: readonly PeriodName[] = [
  'this-month',
  'last-month',
  'this-quarter',
  'last-quarter',
  'this-year',
  'last-year',
];

/** Formatted in UTC, so that no time zone can move a booking day. */
export function formatDay(
  day: Day,
  locale: string,
  options: Intl.DateTimeFormatOptions = { dateStyle: 'medium' },
): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date);
}

export function formatInstant(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

const A_DAY = /^\d{4}-\d{2}-\d{2}$/;
const AN_INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}/;

/** A recorded value that is a day or a moment, as the reader writes it; any other as it is. */
export function inWords(recorded: string, locale: string): string {
  if (A_DAY.test(recorded)) return formatDay(recorded, locale);
  return AN_INSTANT.test(recorded) ? formatInstant(recorded, locale) : recorded;
}

/** "3 minutes ago" for the last day, the date after that. */
export function formatAgo(instant: string, locale: string, now: number = Date.now()): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  if (seconds > -45) return format.format(0, 'second');
  if (seconds > -3600) return format.format(Math.round(seconds / 60), 'minute');
  if (seconds > -86_400) return format.format(Math.round(seconds / 3600), 'hour');
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(instant));
}

export function today(now: Date = new Date()): Day {
  return dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate()) ?? '';
}

/** The day if it exists, else null: 31 February is refused, not moved to March. */
export function dayOf(year: number, month: number, date: number): Day | null {
  const at = new Date(Date.UTC(year, month - 1, date));
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date) return null;
  return at.toISOString().slice(0, 10);
}

export function addDays(day: Day, count: number): Day {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

/** First day of the month `count` months from the one `day` is in. */
export function monthStart(day: Day, count = 0): Day {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10);
}

/** How this locale writes 22 11 3333: the order of day, month and year, and its separator. */
export function typedOrder(locale: string): { order: ('day' | 'month' | 'year')[]; separator: string } {
  const parts = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  }).formatToParts(new Date(Date.UTC(3333, 10, 22)));
  const order = parts.map((part) => part.type).filter((type) => type === 'day' || type === 'month' || type === 'year');
  return { order, separator: parts.find((part) => part.type === 'literal')?.value ?? '/' };
}

/** The day as one types it in this locale: 31/01/2026. */
export function typedDay(day: Day, locale: string): string {
  return formatDay(day, locale, { day: '2-digit', month: '2-digit', year: 'numeric' });
}

/**
 * Accepts "3/4", "3.4.26", "030426", "2026-04-03", "3 apr", "1er avril 2026", "+30", "-1"; an omitted year is this one.
 * Null when it is no day.
 */
export function parseDay(typed: string, locale: string, from: Day = today()): Day | null {
  const text = typed.trim();
  if (/^[+-]\d{1,4}$/.test(text)) return addDays(from, Number(text));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const { day, month, year = Number(from.slice(0, 4)) } = dayInWords(text) ?? dayInNumbers(text, locale);
  return dayOf(year < 100 ? 2000 + year : year, month ?? 0, day ?? 0);
}

function dayInNumbers(text: string, locale: string): TypedDay {
  const numbers = splitNumbers(text);
  if (!numbers) return {};
  const { order } = typedOrder(locale);
  const given = numbers.length === 2 ? order.filter((part) => part !== 'year') : order;
  return Object.fromEntries(given.map((part, place) => [part, numbers[place]]));
}

function splitNumbers(text: string): number[] | null {
  const run = /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(text);
  if (run)
    return run
      .slice(1)
      .filter((part) => part !== undefined)
      .map(Number);
  const parts = text.split(/[\s./-]+/);
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => /^\d{1,4}$/.test(part))) return null;
  return parts.map(Number);
}

/** The days a named period covers, seen from `day`. */
export function periodOf(name: PeriodName, day: Day = today()): Required<Pick<Period, 'from' | 'to'>> {
  const month = Number(day.slice(5, 7));
  const span = { month: [0, 1], quarter: [-((month - 1) % 3), 3], year: [1 - month, 12] } as const;
  const [which, unit] = name.split('-') as ['this' | 'last', keyof typeof span];
  const [back, length] = span[unit];
  const start = which === 'this' ? back : back - length;
  return { from: monthStart(day, start), to: addDays(monthStart(day, start + length), -1) };
}

/** The name of a period when these are exactly its days. */
export function periodName(period: Period, day: Day = today()): PeriodName | null {
  return (
    PERIOD_NAMES.find((name) => {
      const { from, to } = periodOf(name, day);
      return from === period.from && to === period.to;
    }) ?? null
  );
}
