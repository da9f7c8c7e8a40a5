import { addDays, type Day, monthStart, type Period } from './dates';

/** Stretches of time that books are read in, one after another. */
export type SpanKind = 'month' | 'quarter' | 'year';

export interface Span {
  from: Day;
  to: Day;
}

/** The company's fiscal years, in any order. */
export type Years = readonly Span[];

export const SPAN_KINDS: readonly SpanKind[] = ['month', 'quarter', 'year'];

/** The month, quarter or fiscal year that holds a day; quarters are counted from the first day of their year. */
export function spanAround(kind: SpanKind, day: Day, years: Years = []): Span {
  if (kind === 'month') return { from: monthStart(day), to: addDays(monthStart(day, 1), -1) };
  const year = yearAround(day, years);
  if (kind === 'year') return year;
  const from = monthStart(day, -(monthsInto(year, day) % 3));
  const to = addDays(monthStart(from, 3), -1);
  return { from: from < year.from ? year.from : from, to: to > year.to ? year.to : to };
}

/** The fiscal year that holds a day; where none does, one of those of twelve months that go on from the nearest. */
function yearAround(day: Day, years: Years): Span {
  const begun = [...years].sort((one, other) => one.from.localeCompare(other.from));
  const found = begun.find(({ from, to }) => from <= day && day <= to);
  if (found) return found;
  const earlier = begun.filter(({ to }) => to < day).at(-1);
  const later = begun.find(({ from }) => from > day);
  let from = earlier ? addDays(earlier.to, 1) : (later?.from ?? `${day.slice(0, 4)}-01-01`);
  while (day < from) from = yearsLater(from, -1);
  while (day >= yearsLater(from, 1)) from = yearsLater(from, 1);
  const to = addDays(yearsLater(from, 1), -1);
  return { from, to: later && to >= later.from ? addDays(later.from, -1) : to };
}

function yearsLater(day: Day, by: number): Day {
  return addDays(`${Number(day.slice(0, 4)) + by}${day.slice(4)}`, 0);
}

function monthsInto(year: Span, day: Day): number {
  const months = (of: Day) => Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7));
  return months(day) - months(year.from);
}

/** What kind of stretch exactly these days are; null for any others. */
export function spanKind({ from, to }: Period, years: Years = []): SpanKind | null {
  if (!from || !to) return null;
  const same = (kind: SpanKind) => {
    const span = spanAround(kind, from, years);
    return span.from === from && span.to === to;
  };
  return SPAN_KINDS.find(same) ?? null;
}

/** The stretch of the same kind before or after. */
export function neighbour(span: Span, kind: SpanKind, by: 1 | -1, years: Years = []): Span {
  return spanAround(kind, by === 1 ? addDays(span.to, 1) : addDays(span.from, -1), years);
}

/** Which quarter of its year a stretch is, from 1. */
export function quarterOf(span: Span, years: Years = []): number {
  return Math.floor(monthsInto(yearAround(span.from, years), span.from) / 3) + 1;
}

/** 2026, or 2026-2027 where the year lies in two; 2026 (1/1-30/6) where it is a part of one, which may hold another. */
export function yearName({ from, to }: Span): string {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  if (first !== last) return `${first}-${last}`;
  const day = (of: Day) => `${Number(of.slice(8))}/${Number(of.slice(5, 7))}`;
  return from.endsWith('-01-01') && to.endsWith('-12-31') ? first : `${first} (${day(from)}-${day(to)})`;
}
