import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMe } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { Skeleton } from '@/ui/skeleton';
import { FirstSteps } from './first-steps';
import { KeyFigures } from './key-figures';
import { NeedsYou } from './needs-you';
import { dashboardOptions } from './queries';
import { RecentEntries } from './recent-entries';
import { Result } from './result';

/** How the company stands, and what waits for a person; `upload` is the way to bring in a first document. */
export function DashboardPage({ upload }: { upload: ReactNode }) {
  const t = useT('dashboard');
  const failure = useFailure();
  const me = useMe();
  const query = useQuery(dashboardOptions());
  const figures = query.data;
  const name = me?.full_name.split(' ')[0] ?? '';
  if (query.isError && !figures) {
    return (
      <>
        <PageHeader title={t('title')} />
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      </>
    );
  }
  if (!figures) return <Waiting />;
  if (!figures.has_begun) return <FirstSteps name={name} upload={upload} />;
  return (
    <>
      <PageHeader title={t('hello', { name })} windowTitle={t('title')} />
      <div className="flex flex-col gap-4">
        <KeyFigures figures={figures} />
        <div className="grid grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)] gap-4 max-lg:grid-cols-1">
          <Result figures={figures} />
          <NeedsYou figures={figures} />
        </div>
        <RecentEntries figures={figures} />
      </div>
    </>
  );
}

function Waiting() {
  const t = useT();
  return (
    <div role="status">
      <PageHeader title={t('dashboard.title')} />
      <span className="sr-only">{t('common.loading')}</span>
      <div className="grid grid-cols-4 gap-4 max-lg:grid-cols-2">
        {['a', 'b', 'c', 'd'].map((key) => (
          <Skeleton key={key} className="h-28" />
        ))}
      </div>
      <Skeleton className="mt-4 h-80" />
    </div>
  );
}
