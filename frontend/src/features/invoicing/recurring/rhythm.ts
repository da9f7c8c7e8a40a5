import type { RecurringRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';

export const EVERY = ['week', 'month', 'quarter', 'year'] as const;

/** "Every 2 months", "Every quarter". */
export function useRhythm(): (one: Pick<RecurringRead, 'every' | 'interval_count'>) => string {
  const t = useT('recurring');
  return ({ every, interval_count: count }) => t(`rhythm.${every}`, { count });
}
