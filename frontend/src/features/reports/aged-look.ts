import type { AgedItem } from '@/api/gen/types.gen';

export const BUCKETS = ['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'over_90'] as const;
export const FIGURE = 'num w-28 px-3 py-1.5';
/** A phone has room for what is open in all, and for each invoice with its day. */
export const WIDE = 'max-md:hidden';

/** The bucket that an invoice stands in, by the days it is late. */
export function bucketOf({ days_late: late }: AgedItem): (typeof BUCKETS)[number] {
  if (late <= 0) return 'not_due';
  if (late <= 30) return 'days_1_30';
  if (late <= 60) return 'days_31_60';
  return late <= 90 ? 'days_61_90' : 'over_90';
}
