import { addDays, type Day, monthStart, type Period } from './dates';

/** Stretches of time that books are read in, one after another. */
export type SpanKind = 'month' | 'quarter' | 'year';

export interface Span {
  from: Day;
  to: Day;
}

const MONTHS: Record<SpanKind, number> = { month: 1, quarter: 3, year: 12 };
export const SPAN_KINDS = Object.keys(MONTHS) as SpanKind[];

/** The month, quarter or year that holds a day; quarters and years are counted from the month that years begin in. */
export function spanAround(kind: SpanKind, day: Day, yearBegins = 1): Span {
  const month = Number(day.slice(5, 7));
  const into = (month - yearBegins + 12) % 12;
  return spanFrom(monthStart(day, -(into % MONTHS[kind])), kind);
}

function spanFrom(from: Day, kind: SpanKind): Span {
  return { from, to: addDays(monthStart(from, MONTHS[kind]), -1) };
}

/** What kind of stretch exactly these days are; null for any others. */
export function spanKind({ from, to }: Period, yearBegins = 1): SpanKind | null {
  if (!from || !to) return null;
  const same = (kind: SpanKind) => {
    const span = spanAround(kind, from, yearBegins);
    return span.from === from && span.to === to;
  };
  return SPAN_KINDS.find(same) ?? null;
}

/** The stretch of the same kind before or after. */
export function neighbour(span: Span, kind: SpanKind, by: 1 | -1): Span {
  return spanFrom(monthStart(span.from, by * MONTHS[kind]), kind);
}

/** Which quarter of its year a stretch is, from 1. */
export function quarterOf(span: Span, yearBegins = 1): number {
  return Math.floor(((Number(span.from.slice(5, 7)) - yearBegins + 12) % 12) / 3) + 1;
}

/** 2026, or 2026-2027 where the year does not begin in January. */
export function yearName(span: Span): string {
  const [first, last] = [span.from.slice(0, 4), span.to.slice(0, 4)];
  return first === last ? first : `${first}-${last}`;
}
