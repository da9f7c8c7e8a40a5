import { type Day, today } from '@/lib/dates';

type Told = { field?: string | null; instead?: unknown };

/**
 * The first open day, where only a locked or closed day kept a paper out of the books: what to offer instead.
 * A day that is still to come is no offer.
 */
export function openDay(errors: readonly Told[], now: Day = today()): Day | null {
  const [first, ...others] = errors;
  if (!first || others.length > 0 || first.field !== 'booked_on') return null;
  return typeof first.instead === 'string' && first.instead <= now ? first.instead : null;
}
