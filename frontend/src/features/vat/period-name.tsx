import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatDay } from '@/lib/dates';

interface Named {
  period: string;
  kind: 'month' | 'quarter';
  starts_on: string;
}

/** "November 2026", or "Q4 2026", as the reader's language says it. */
export function usePeriodName(): (of: Named) => string {
  const t = useT('vat');
  const locale = useFormatLocale();
  return ({ period, kind, starts_on }) =>
    kind === 'month'
      ? formatDay(starts_on, locale, { month: 'long', year: 'numeric' })
      : t('quarterName', { number: period.slice(-1), year: period.slice(0, 4) });
}
