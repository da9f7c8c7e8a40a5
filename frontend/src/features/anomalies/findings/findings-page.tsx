import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect } from 'react';
import { useDownload } from '@/api/download';
import { listFindings } from '@/api/gen/sdk.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { useOnPhone } from '@/lib/use-media';
import { BulkBar } from '@/ui/bulk-bar';
import { IconButton } from '@/ui/button';
import { DownloadMenu } from '@/ui/download-menu';
import { ErrorState } from '@/ui/error-state';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { useSelection } from '@/ui/use-selection';
import { STATUSES } from '../anomaly-search';
import { askedFindings } from '../asked';
import { findingOptions, findingsOptions } from '../queries';
import { LastLook, LookNow } from '../runs/look-now';
import { BulkDecide } from './bulk-decide';
import { FindingFilters } from './finding-filters';
import { FindingList } from './finding-list';
import { FindingPanel } from './finding-panel';
import { NothingOut } from './nothing-out';
import { useTriage } from './triage';

const route = getRouteApi('/_app/anomalies/');
const TABS = [undefined, ...STATUSES] as const;
/** So few left on the screen, and the next page is fetched. */
const FEW = 10;

/** What stands out, one after the other: left the list, right what, why and compared with what; on a phone one at a time. */
export function FindingsPage() {
  const t = useT('anomalies');
  const onPhone = useOnPhone();
  const decides = useMay()('anomalies:decide');
  const { finding: wanted, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const status = filter.status === 'open' ? undefined : filter.status;
  const query = useInfiniteQuery(findingsOptions(askedFindings(filter)));
  const state = useListState(query, t('findingsFailed'));
  // What a badge elsewhere led to stands first, whatever page of the list it would be on.
  const away = Boolean(wanted) && !query.isPending && !state.rows.some((row) => row.id === wanted);
  const led = useQuery({ ...findingOptions(wanted ?? ''), enabled: away });
  const rows = away && led.data ? [led.data, ...state.rows] : state.rows;
  const go = (finding: string | undefined) => void navigate({ search: (now) => ({ ...now, finding }), replace: true });
  const leaves = status === undefined;
  const asked = rows.find((row) => row.id === wanted);
  const triage = useTriage({ rows, current: asked ?? rows[0], go, leaves });
  const { shown } = triage;
  const current = shown.find((row) => row.id === wanted) ?? shown[0];
  const at = current ? shown.indexOf(current) : -1;
  const next = shown[at + 1];
  const previous = shown[at - 1];
  const selection = useSelection(shown.map((row) => row.id));
  const narrowed = Boolean(filter.q || filter.control || filter.book || filter.from || filter.to);
  const download = useDownload((format) =>
    listFindings({ query: { ...askedFindings(filter), format }, parseAs: 'blob', throwOnError: true }),
  );

  const { has, busy, failed, load } = state.more;
  useEffect(() => {
    if (has && !busy && !failed && shown.length < FEW) load();
  }, [has, busy, failed, load, shown.length]);
  const group = t('title');
  useHotkeys([
    { keys: 'j', label: t('nextFinding'), group, run: () => next && go(next.id) },
    { keys: 'k', label: t('previousFinding'), group, run: () => previous && go(previous.id) },
    ...(decides && !onPhone
      ? [{ keys: 'x', label: t('tickThis'), group, run: () => current && selection.toggle(current.id) }]
      : []),
    ...(selection.ids.length > 0 ? [{ keys: 'escape', label: t('untick'), group, run: selection.clear }] : []),
  ]);

  return (
    <>
      <PageHeader title={t('title')} note={<LastLook />}>
        {(shown.length > 0 || narrowed) && <DownloadMenu onDownload={download} disabled={shown.length === 0} />}
        <LookNow />
      </PageHeader>
      <LinkTabs label={t('byState')}>
        {TABS.map((tab) => (
          <Link
            key={tab ?? 'open'}
            to="/anomalies"
            search={{ ...filter, status: tab, finding: undefined }}
            replace
            activeOptions={{ exact: true }}
            aria-current={status === tab ? 'page' : undefined}
            className={TAB}
          >
            {t(`tabs.${tab ?? 'open'}`)}
          </Link>
        ))}
      </LinkTabs>
      <FindingFilters
        filter={filter}
        onChange={(change) =>
          void navigate({ search: (now) => ({ ...now, ...change, finding: undefined }), replace: true })
        }
      />
      {state.problem ? (
        <ErrorState {...state.problem} onRetry={state.retry} />
      ) : state.pending || (away && led.isPending) ? (
        <div className="rounded-lg border border-line bg-surface">
          <SkeletonRows rows={8} height="h-16" />
        </div>
      ) : !current ? (
        <NothingOut
          tab={status}
          done={triage.done}
          narrowed={narrowed}
          onClear={() => void navigate({ search: { status }, replace: true })}
        />
      ) : onPhone ? (
        <>
          <div className="mb-2 flex items-center justify-between">
            <IconButton
              label={t('previousFinding')}
              icon={ChevronLeft}
              disabled={!previous}
              onClick={() => previous && go(previous.id)}
            />
            <span className="figures text-sm text-muted">
              {t('findingOf', { number: at + 1, count: shown.length })}
            </span>
            <IconButton
              label={t('nextFinding')}
              icon={ChevronRight}
              disabled={!next}
              onClick={() => next && go(next.id)}
            />
          </div>
          <FindingPanel key={current.id} finding={current} triage={triage} />
        </>
      ) : (
        <div className="grid grid-cols-[minmax(0,24rem)_minmax(0,1fr)] items-start gap-4">
          <div className="sticky top-0">
            <FindingList
              rows={shown}
              current={current}
              more={state.more}
              selection={decides ? selection : undefined}
              onPick={go}
            />
            {decides && (
              <BulkBar selection={selection}>
                <BulkDecide rows={shown.filter((row) => selection.has(row.id))} onDone={selection.clear} />
              </BulkBar>
            )}
          </div>
          <FindingPanel key={current.id} finding={current} triage={triage} />
        </div>
      )}
    </>
  );
}
