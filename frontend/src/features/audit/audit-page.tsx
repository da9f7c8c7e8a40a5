import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ScrollText, SearchX, ShieldCheck } from 'lucide-react';
import { lazy, Suspense, useRef } from 'react';
import { useDownload } from '@/api/download';
import { auditListAuditEvents } from '@/api/gen/sdk.gen';
import { useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { DownloadMenu } from '@/ui/download-menu';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { More } from '@/ui/more';
import { SkeletonRows } from '@/ui/skeleton';
import { AuditFilters } from './audit-filters';
import { AuditFrame } from './audit-frame';
import type { AuditFilter } from './audit-search';
import { EventList } from './event-list';
import { EventSheet } from './event-sheet';
import { asked, eventsOptions, useVerify } from './queries';

const VerifyPanel = lazy(() => import('./verify-panel'));
const route = getRouteApi('/_app/audit/');

/** Everything that happened; the filter is the address, and what is downloaded is what the filter leaves. */
export function AuditPage() {
  const t = useT('audit');
  const may = useMay();
  const failure = useFailure();
  const { open, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const allowed = may('audit:read');
  const query = useInfiniteQuery({ ...eventsOptions(filter), enabled: allowed });
  const verify = useVerify();
  const verifyButton = useRef<HTMLButtonElement>(null);
  const download = useDownload((format) =>
    auditListAuditEvents({ query: { ...asked(filter), format }, parseAs: 'blob', throwOnError: true }),
  );
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const narrow = (change: AuditFilter) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const clear = () => void navigate({ search: {}, replace: true });
  const show = (sequence: number | undefined) =>
    void navigate({ search: (now) => ({ ...now, open: sequence }), replace: true, resetScroll: false });

  return (
    <AuditFrame
      actions={
        <>
          <DownloadMenu onDownload={download} disabled={rows.length === 0} />
          {may('audit:verify') && (
            <Button
              ref={verifyButton}
              variant="primary"
              icon={ShieldCheck}
              busy={verify.isPending}
              onClick={() => verify.mutate(null)}
            >
              {t('verify')}
            </Button>
          )}
        </>
      }
    >
      {!verify.isIdle && (
        <Suspense>
          <VerifyPanel
            verify={verify}
            onShow={show}
            onClose={() => {
              verify.reset();
              verifyButton.current?.focus();
            }}
          />
        </Suspense>
      )}
      <AuditFilters filter={filter} onFilter={narrow} onClear={clear} />
      {rows.length > 0 ? (
        <EventList
          rows={rows}
          footer={
            <More has={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
          }
        />
      ) : (
        <div className="rounded-lg border border-line bg-surface">
          {query.isPending ? (
            <SkeletonRows height="h-13" />
          ) : query.isError ? (
            <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
          ) : filtered ? (
            <EmptyState icon={SearchX} title={t('noResult')} text={t('noResultText')}>
              <Button onClick={clear}>{t('clearFilters')}</Button>
            </EmptyState>
          ) : (
            <EmptyState icon={ScrollText} title={t('empty')} text={t('emptyText')} />
          )}
        </div>
      )}
      <EventSheet
        sequence={open}
        rows={rows}
        onShow={show}
        onNarrow={(change) => void navigate({ search: change, replace: true })}
      />
    </AuditFrame>
  );
}
