import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { BookOpen } from 'lucide-react';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { Skeleton } from '@/ui/skeleton';
import type { DigitFilter } from '../anomaly-search';
import { askedDigits } from '../asked';
import { benfordOptions } from '../queries';
import { DigitFilters } from './digit-filters';
import { DigitsPlot } from './digits-plot';
import { DigitsTable } from './digits-table';
import { Verdict } from './verdict';

const route = getRouteApi('/_app/anomalies/digits');

/** How the leading digits of the amounts lie, beside Benford's law; what the published tests say of it. */
export function DigitsPage() {
  const t = useT('anomalies');
  const failure = useFailure();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch, isPlaceholderData } = useQuery(benfordOptions(askedDigits(filter)));
  const change = (by: DigitFilter) => void navigate({ search: (now) => ({ ...now, ...by }), replace: true });
  return (
    <>
      <PageHeader title={t('parts.digits')} />
      <p className="-mt-2 mb-5 max-w-2xl text-pretty text-muted">{t('digitsText')}</p>
      <DigitFilters filter={filter} onChange={change} />
      {error && !data ? (
        <ErrorState title={t('digitsFailed')} {...failure(error)} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton className="h-96" />
      ) : data.entries === 0 ? (
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState icon={BookOpen} title={t('noAmounts')} text={t('noAmountsText')} />
        </div>
      ) : (
        <div
          aria-busy={isPlaceholderData || undefined}
          className={`flex flex-col gap-4 transition-opacity duration-150 ${isPlaceholderData ? 'opacity-60' : ''}`}
        >
          {!data.is_enough && (
            <Notice tone="neutral" title={t('notEnough', { count: data.entries, least: data.least_entries })}>
              {t('notEnoughText')}
            </Notice>
          )}
          {data.is_enough && <Verdict found={data} />}
          <Card
            title={t(`digitKinds.${data.digits}`)}
            aside={<span className="figures text-sm text-muted">{t('amounts', { count: data.entries })}</span>}
          >
            <figure aria-label={t('parts.digits')}>
              <DigitsPlot found={data} />
              <DigitsTable found={data} />
            </figure>
          </Card>
        </div>
      )}
    </>
  );
}
