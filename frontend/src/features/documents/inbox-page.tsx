import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, linkOptions, useNavigate } from '@tanstack/react-router';
import { CircleCheckBig, Inbox } from 'lucide-react';
import { useEffect } from 'react';
import { useDownload } from '@/api/download';
import { listDocuments } from '@/api/gen/sdk.gen';
import type { DocumentSummary } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { ListPage } from '@/ui/list-page';
import { SearchField } from '@/ui/search-field';
import { useDocumentColumns } from './document-table';
import type { DocumentCounts } from './document-types';
import { asked, type DocumentFilter, documentKeys, documentsOptions, stillReading } from './queries';
import { ReadingProgress } from './reading-progress';
import { StatusTabs } from './status-tabs';
import { UploadButton } from './upload-button';
import { UploadRows } from './upload-rows';

const route = getRouteApi('/_app/documents/');

/** Everything that came in, by state; drop, paste or photograph more at any time. */
export function InboxPage() {
  const t = useT('documents');
  const mayUpload = useMay()('documents:upload');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(documentsOptions(filter));
  const state = useListState(query, t('loadFailed'));
  const counts = query.data?.pages[0]?.meta.counts ?? {};
  const reading = state.rows.filter((row) => row.status === 'reading' || row.status === 'uploaded');
  const jobIds = [...new Set(reading.map((row) => row.job_id))].filter((id) => id !== null);
  const download = useDownload((format) =>
    listDocuments({ query: { ...asked(filter), format }, parseAs: 'blob', throwOnError: true }),
  );
  const columns = useDocumentColumns();
  useRefreshWhenRead(counts);
  useReviewKey(state.rows, filter);

  const search = (change: DocumentFilter) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const showAll = () => search({ status: undefined, q: undefined });

  return (
    <ListPage
      title={t('title')}
      actions={<SearchField label={t('search')} value={filter.q} onSearch={(q) => search({ q })} />}
      download={download}
      primary={<UploadButton />}
      tabs={
        <>
          <StatusTabs filter={filter} counts={counts} />
          <UploadRows />
          <ReadingProgress jobIds={jobIds.slice(0, 5)} />
        </>
      }
      label={t('title')}
      state={state}
      columns={columns}
      idOf={(row) => row.id}
      link={(row) => linkOptions({ to: '/documents/$documentId', params: { documentId: row.id }, search: filter })}
      empty={{ icon: Inbox, title: t('empty'), text: t('emptyText'), action: <FirstUpload /> }}
      narrowed={nothingHere()}
    >
      {mayUpload && <p className="mt-3 text-center text-sm text-muted max-md:hidden">{t('dropHint')}</p>}
    </ListPage>
  );

  /** Three kinds of nothing: no such document, none in this state, and all done. */
  function nothingHere() {
    if (filter.q) return { clear: showAll, title: t('noResult', { q: filter.q }), text: t('noResultText') };
    if (!filter.status) return false;
    const clear = { clear: showAll, clearLabel: t('showAll') };
    if (filter.status !== 'to_review') return { ...clear, icon: Inbox, title: t('noneInState') };
    return { ...clear, icon: CircleCheckBig, title: t('allDone'), text: t('allDoneText') };
  }
}

/** R begins with the first that waits for a person. */
function useReviewKey(rows: readonly DocumentSummary[], filter: DocumentFilter) {
  const keys = useT('keys');
  const navigate = useNavigate();
  const first = rows.find((row) => row.status === 'to_review');
  useHotkeys([
    {
      keys: 'r',
      label: keys('startReview'),
      group: keys('lists'),
      run: () =>
        first && void navigate({ to: '/documents/$documentId', params: { documentId: first.id }, search: filter }),
    },
  ]);
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

/** The first document: from the computer, or by the camera of a phone. */
function FirstUpload() {
  return (
    <>
      <UploadButton />
      <span className="md:hidden">
        <UploadButton camera variant="secondary" />
      </span>
    </>
  );
}
