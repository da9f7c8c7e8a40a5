import type { ReasonRead } from '@/api/gen/types.gen';
import { trimmed } from '@/lib/money';

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
  if (code === 'days') {
    const days = Number(values[0] ?? 0);
    return days === 0 ? 'same_day' : days > 0 ? 'days_after' : 'days_before';
  }
  return code;
}

function valuesOf({ code, values }: ReasonRead): Told['values'] {
  const [first = '', second = '', third = '', fourth = ''] = values;
  if (code === 'amount_same') return { count: Number(second) };
  if (code === 'days') return { count: Math.abs(Number(first)) };
  if (code === 'cash_discount') return { percent: trimmed(fourth) };
  if (code === 'exchange_rate') return { currency: third, rate: shortRate(fourth) };
  if (code === 'sum_same') return { count: Number(second) };
  if (code === 'words') return { words: values.join(', ') };
  return { first, second };
}

/** As many digits as a bank prints: "0.873820342538" is "0.87382". */
const shortRate = (rate: string) => trimmed(rate.replace(/^(\d+\.\d{6})\d+$/, '$1'));

/** The reasons a person is told, the weightiest first. */
export function told(reasons: readonly ReasonRead[]): Told[] {
  return reasons
    .filter(({ code }) => !SILENT.includes(code))
    .toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points))
    .map((reason) => ({
      key: keyOf(reason),
      values: valuesOf(reason),
      speaks: reason.points > 0 ? 'for' : reason.points < 0 ? 'against' : 'neither',
    }));
}
