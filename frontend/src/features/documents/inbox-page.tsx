import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { CircleCheckBig, Inbox, SearchX } from 'lucide-react';
import { useEffect } from 'react';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { More } from '@/ui/more';
import { PageHeader } from '@/ui/page-header';
import { SearchField } from '@/ui/search-field';
import { SkeletonRows } from '@/ui/skeleton';
import { DocumentTable } from './document-table';
import type { DocumentCounts, DocumentStatus } from './document-types';
import { documentKeys, documentsOptions, stillReading } from './queries';
import { ReadingProgress } from './reading-progress';
import { StatusTabs } from './status-tabs';
import { UploadButton } from './upload-button';
import { UploadRows } from './upload-rows';

const route = getRouteApi('/_app/documents/');

/** Everything that came in, by state; drop, paste or photograph more at any time. */
export function InboxPage() {
  const t = useT('documents');
  const failure = useFailure();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(documentsOptions(filter));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const counts = query.data?.pages[0]?.meta.counts ?? {};
  const jobIds = [
    ...new Set(rows.filter((row) => row.status === 'reading' || row.status === 'uploaded').map((row) => row.job_id)),
  ];
  useRefreshWhenRead(counts);

  const search = (change: { status?: DocumentStatus | undefined; q?: string | undefined }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true });

  return (
    <>
      <PageHeader title={t('title')}>
        <SearchField label={t('search')} value={filter.q} onSearch={(q) => search({ q })} />
        <span className="max-md:ml-auto">
          <UploadButton />
        </span>
      </PageHeader>
      <StatusTabs filter={filter} counts={counts} />
      <UploadRows />
      <ReadingProgress jobIds={jobIds.filter((id) => id !== null).slice(0, 5)} />
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {query.isPending ? (
          <SkeletonRows height="h-14" />
        ) : query.isError && rows.length === 0 ? (
          <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        ) : rows.length === 0 ? (
          <NothingHere filter={filter} onClear={() => search({ status: undefined, q: undefined })} />
        ) : (
          <DocumentTable rows={rows} filter={filter} />
        )}
        <More has={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      </div>
      <p className="mt-3 text-center text-sm text-muted max-md:hidden">{t('dropHint')}</p>
    </>
  );
}

/** When the last document has been read, other lists and figures are out of date too. */
function useRefreshWhenRead(counts: DocumentCounts) {
  const client = useQueryClient();
  const reading = stillReading(counts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change of the number is the event
  useEffect(() => {
    void client.invalidateQueries({ queryKey: documentKeys.lists, refetchType: 'none' });
    void client.invalidateQueries({ queryKey: ['dashboard'] });
  }, [reading]);
}

function NothingHere({ filter, onClear }: { filter: { status?: DocumentStatus; q?: string }; onClear: () => void }) {
  const t = useT('documents');
  if (filter.q) {
    return (
      <EmptyState icon={SearchX} title={t('noResult', { q: filter.q })} text={t('noResultText')}>
        <Button onClick={onClear}>{t('clearFilters')}</Button>
      </EmptyState>
    );
  }
  if (filter.status === 'to_review') {
    return (
      <EmptyState icon={CircleCheckBig} title={t('allDone')} text={t('allDoneText')}>
        <Button onClick={onClear}>{t('showAll')}</Button>
      </EmptyState>
    );
  }
  if (filter.status) {
    return (
      <EmptyState icon={Inbox} title={t('noneInState')}>
        <Button onClick={onClear}>{t('showAll')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Inbox} title={t('empty')} text={t('emptyText')}>
      <UploadButton />
      <span className="md:hidden">
        <UploadButton camera variant="secondary" />
      </span>
    </EmptyState>
  );
}
