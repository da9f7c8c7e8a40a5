import { addDays, type Day, today } from '@/lib/dates';

export const TERMS = ['30', '90', '365', 'never', 'own'] as const;
export type Term = (typeof TERMS)[number];

/** The last day a key works; null for one that never ends, undefined while the day is still to be typed. */
export function lastDay(term: Term, own: Day | null): Day | null | undefined {
  if (term === 'never') return null;
  if (term === 'own') return own ?? undefined;
  return addDays(today(), Number(term));
}
