import { Link } from '@tanstack/react-router';
import type { Dashboard } from '@/api/gen/types.gen';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatDay } from '@/lib/dates';
import { Amount } from '@/ui/amount';
import { Bars } from '@/ui/bars';
import { Card } from '@/ui/card';

/** What the year has brought so far, beside the year before to the same day, and month by month. */
export function Result({ figures }: { figures: Dashboard }) {
  const t = useT('dashboard');
  const locale = useFormatLocale();
  const { currency, result } = figures;
  const bars = figures.months.map((one) => ({
    key: one.month,
    label: formatDay(one.month, locale, { month: 'short' }).replace('.', ''), // "nov." is wider than its bar
    name: formatDay(one.month, locale, { month: 'long', year: 'numeric' }),
    value: one.result,
  }));
  const whole = (
    <Link
      to="/reports/profit-and-loss"
      search={{ from: result.from_on, to: result.to_on, compare: 'previous_year' }}
      className="rounded text-sm font-medium text-accent hover:underline"
    >
      {t('profitAndLoss')}
    </Link>
  );
  return (
    <Card title={t('result')} aside={whole}>
      <dl className="mb-4 flex flex-wrap gap-x-10 gap-y-2">
        <div>
          <dt className="text-sm text-muted">{t('thisYear')}</dt>
          <dd className="text-xl font-semibold tracking-tight">
            <Amount value={result.this_year} currency={currency} signed />
          </dd>
        </div>
        <div>
          <dt className="text-sm text-muted">{t('lastYear')}</dt>
          <dd className="text-xl tracking-tight text-muted">
            <Amount value={result.last_year} currency={currency} />
          </dd>
        </div>
      </dl>
      <Bars bars={bars} currency={currency} title={t('resultByMonth')} heading={t('result')} />
    </Card>
  );
}
