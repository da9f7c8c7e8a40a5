import { useQuery } from '@tanstack/react-query';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { settingsOptions } from '../queries';
import { ControlsForm } from './controls-form';

/** What is looked for, within which limits; tried on last year before it is kept. */
export function ControlsPage() {
  const t = useT('anomalies');
  const failure = useFailure();
  const { data, error, refetch } = useQuery(settingsOptions());
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('parts.controls')} />
      <p className="-mt-2 mb-5 text-pretty text-muted">{t('controlsText')}</p>
      {data ? (
        <ControlsForm found={data} />
      ) : error ? (
        <ErrorState title={t('controlsFailed')} {...failure(error)} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={8} />
      )}
    </div>
  );
}
