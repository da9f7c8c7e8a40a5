import type { ReasonRead } from '@/api/gen/types.gen';
import { formatRate } from '@/lib/money';

/** A reason as a sentence of ours: its key, and what stands in it. Amounts are left to the figures beside it. */
export interface Told {
  key: string;
  values: Record<string, string | number>;
  /** Whether it speaks for the match, against it, or neither. */
  speaks: 'for' | 'against' | 'neither';
}

/** Reasons that say nothing to a person. */
const SILENT = ['part_of_sum'];

function keyOf({ code, values }: ReasonRead): string {
  if (code === 'amount_same' && Number(values[1] ?? 0) > 0) return 'amount_same_others';
  if (code === 'cash_discount' && values[4]) return 'cash_discount_net';
  if (code === 'days') {
    const days = Number(values[0] ?? 0);
    return days === 0 ? 'same_day' : days > 0 ? 'days_after' : 'days_before';
  }
  return code;
}

function valuesOf({ code, values }: ReasonRead, locale: string): Told['values'] {
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = values;
  if (code === 'amount_same') return { count: Number(second) };
  if (code === 'days') return { count: Math.abs(Number(first)) };
  if (code === 'cash_discount') return { percent: formatRate(fourth, locale), vat: fifth && formatRate(fifth, locale) };
  if (code === 'exchange_rate') return { currency: third, rate: formatRate(fourth, locale) };
  if (code === 'sum_same') return { count: Number(second) };
  if (code === 'words') return { words: values.join(', ') };
  return { first, second };
}

/** The reasons a person is told, the weightiest first. */
export function told(reasons: readonly ReasonRead[], locale: string): Told[] {
  return reasons
    .filter(({ code }) => !SILENT.includes(code))
    .toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points))
    .map((reason) => ({
      key: keyOf(reason),
      values: valuesOf(reason, locale),
      speaks: reason.points > 0 ? 'for' : reason.points < 0 ? 'against' : 'neither',
    }));
}
