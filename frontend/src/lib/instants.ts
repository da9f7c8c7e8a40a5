import { type Day, dayOf } from './dates';

/** "10:04:05", where the reader is. */
export function formatClock(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(new Date(instant));
}

export function formatInstantExactly(instant: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(instant));
}

/** The day a moment falls on, where the reader is. */
export function dayOfInstant(instant: string): Day {
  const at = new Date(instant);
  return dayOf(at.getFullYear(), at.getMonth() + 1, at.getDate()) ?? '';
}
