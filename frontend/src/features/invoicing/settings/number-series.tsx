import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { NumberSeriesRead } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { IconButton } from '@/ui/button';
import { Card } from '@/ui/card';
import { ErrorState } from '@/ui/error-state';
import { SelectField } from '@/ui/field';
import { onDemand } from '@/ui/on-demand';
import { SkeletonRows } from '@/ui/skeleton';
import { seriesOptions } from './queries';

const SeriesDialog = onDemand(() => import('./series-dialog'));

/** What the next invoice, credit note and quote of a fiscal year will be called, and where that is changed. */
export function NumberSeries({ editable }: { editable: boolean }) {
  const t = useT('invoicingSettings');
  const failure = useFailure();
  const [year, setYear] = useState<number | null>(null);
  const running = useQuery(seriesOptions()).data?.[0]?.year;
  const query = useQuery(seriesOptions(year));
  const [changing, setChanging] = useState<NumberSeriesRead | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <Card title={t('numbers')} padded={false}>
      <p className="max-w-2xl px-4 pt-3 pb-2 text-pretty text-sm text-muted">{t('numbersText')}</p>
      {running && (
        <div className="max-w-xs px-4 pb-3">
          <SelectField
            label={t('fiscalYear')}
            value={String(year ?? running)}
            onChange={(event) => setYear(Number(event.target.value))}
          >
            {[running + 1, running, running - 1, running - 2].map((one) => (
              <option key={one}>{one}</option>
            ))}
          </SelectField>
        </div>
      )}
      {query.isPending && <SkeletonRows rows={3} />}
      {query.isError && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      <ul>
        {query.data?.map((series) => (
          <li
            key={series.kind}
            className="grid min-h-12 grid-cols-[10rem_minmax(0,1fr)_auto_2rem] items-center gap-x-4 border-t border-line px-4 py-1.5 max-sm:grid-cols-[minmax(0,1fr)_2rem]"
          >
            <span className="font-medium">{t(`kind.${series.kind}`)}</span>
            <span className="text-sm text-muted max-sm:order-3">
              {series.last_number > 0 && series.begun
                ? t('given', { count: series.last_number, year: String(series.year) })
                : t('notBegun', { year: String(series.year) })}
            </span>
            <span className="text-sm text-muted max-sm:order-4 max-sm:col-span-2">
              {t('next')} <span className="figures font-medium text-ink">{series.next}</span>
            </span>
            {editable && (
              <IconButton
                label={t('change', { kind: t(`kind.${series.kind}`) })}
                icon={Pencil}
                onClick={() => {
                  setChanging(series);
                  setOpen(true);
                }}
              />
            )}
          </li>
        ))}
      </ul>
      {changing && (
        <SeriesDialog
          key={`${changing.kind}${changing.year}`}
          open={open}
          onClose={() => setOpen(false)}
          series={changing}
        />
      )}
    </Card>
  );
}
