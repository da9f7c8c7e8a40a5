import type { Dashboard } from '@/api/gen/types.gen';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatDay } from '@/lib/dates';
import { Bars } from '@/ui/bars';
import { Card } from '@/ui/card';

export function Spending({ figures }: { figures: Dashboard }) {
  const t = useT('dashboard');
  const locale = useFormatLocale();
  const bars = figures.costs_by_month.map(({ month, costs }) => ({
    key: month,
    label: formatDay(month, locale, { month: 'short' }).replace('.', ''), // "nov." is wider than its bar
    name: formatDay(month, locale, { month: 'long', year: 'numeric' }),
    value: costs,
  }));
  return (
    <Card title={t('spending')} aside={<span className="text-sm text-muted">{figures.currency}</span>}>
      <Bars bars={bars} currency={figures.currency} title={t('spending')} heading={t('costs')} />
    </Card>
  );
}
