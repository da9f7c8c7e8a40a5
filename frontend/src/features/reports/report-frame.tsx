import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMe } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatDay } from '@/lib/dates';
import { Button } from '@/ui/button';
import { DownloadMenu } from '@/ui/download-menu';
import { ErrorState } from '@/ui/error-state';
import { Select } from '@/ui/select';
import { SkeletonRows } from '@/ui/skeleton';
import { SpanPicker } from '@/ui/span-picker';
import { useAsked } from './use-asked';
import type { ReportFormat } from './use-report-file';

export interface Shown {
  currency: string;
  period: { from_on: string | null; to_on: string };
  compared?: { from_on: string | null; to_on: string } | null;
}

export interface ReportFrameProps<Report extends Shown> {
  title: string;
  query: {
    data: Report | undefined;
    isPending: boolean;
    isPlaceholderData: boolean;
    isError: boolean;
    error: unknown;
    refetch: () => unknown;
  };
  onDownload: (format: ReportFormat) => Promise<unknown>;
  /** What else narrows it. */
  filters?: ReactNode;
  /** Whether another period can stand beside it. */
  comparable?: boolean;
  /** Of one day and not of a period: only its last day counts. */
  ofADay?: boolean;
  children: (report: Report) => ReactNode;
}

/** What every report has: the days, the comparison, the file of exactly this, and a sheet that prints. */
export function ReportFrame<Report extends Shown>(props: ReportFrameProps<Report>) {
  const { title, query, onDownload, filters, comparable = true, ofADay = false, children } = props;
  const t = useT('reports');
  const failure = useFailure();
  const company = useMe()?.tenant.name;
  const { period, years, compare, change } = useAsked();
  const report = query.data;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <SpanPicker value={period} years={years} onChange={({ from, to }) => change({ from, to })} />
        {comparable && (
          <Select
            aria-label={t('compare')}
            value={compare ?? ''}
            onChange={(event) =>
              change({ compare: event.target.value ? (event.target.value as typeof compare) : undefined })
            }
            className="w-52 max-sm:w-full"
          >
            <option value="">{t('noComparison')}</option>
            <option value="previous_period">{t('previousPeriod')}</option>
            <option value="previous_year">{t('previousYear')}</option>
          </Select>
        )}
        {filters}
        <span className="ml-auto flex gap-2">
          <Button icon={Printer} onClick={() => window.print()}>
            {t('print')}
          </Button>
          <DownloadMenu paper onDownload={onDownload} disabled={!report} />
        </span>
      </div>
      <section
        aria-label={title}
        aria-busy={query.isPlaceholderData || undefined}
        className={`print-sheet overflow-hidden rounded-lg border border-line bg-surface transition-opacity duration-150 ${query.isPlaceholderData ? 'opacity-60' : ''}`}
      >
        {query.isError && !report ? (
          <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        ) : !report ? (
          <SkeletonRows rows={12} height="h-9" />
        ) : (
          <>
            <header className="flex flex-wrap items-baseline gap-x-3 border-b border-line px-4 py-3">
              <h2 className="text-lg font-semibold">{title}</h2>
              <p className="text-sm text-muted">
                {company} · <Days period={report.period} ofADay={ofADay} /> · {report.currency}
              </p>
              {report.compared && (
                <p className="text-sm text-muted">
                  {t('comparedWith')} <Days period={report.compared} ofADay={ofADay} />
                </p>
              )}
            </header>
            {children(report)}
          </>
        )}
      </section>
    </>
  );
}

function Days({ period, ofADay }: { period: Shown['period']; ofADay: boolean }) {
  const t = useT('reports');
  const locale = useFormatLocale();
  const to = formatDay(period.to_on, locale);
  if (ofADay) return t('onDay', { day: to });
  return period.from_on ? t('days', { from: formatDay(period.from_on, locale), to }) : t('until', { day: to });
}
