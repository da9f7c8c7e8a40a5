import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect } from 'react';
import { useStanding } from '@/api/anomalies';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { useOnPhone } from '@/lib/use-media';
import { IconButton } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { PageHeader } from '@/ui/page-header';
import { Progress } from '@/ui/progress';
import { SkeletonRows } from '@/ui/skeleton';
import { askedLines } from '../bank-search';
import { bankAccountsOptions, linesOptions } from '../queries';
import { AcceptExact } from './accept-exact';
import { useAhead } from './ahead';
import { AllDone } from './all-done';
import { LineFilters } from './line-filters';
import { LineList } from './line-list';
import { LinePanel } from './line-panel';
import { useTriage } from './triage';
import { useAskedLine } from './use-asked-line';

const route = getRouteApi('/_app/bank/reconcile');
const TABS = [undefined, 'reconciled', 'all'] as const;
/** So few left after the one that is looked at, and the next page is fetched. */
const FEW = 10;

/** Lines of the bank one after the other: left the lines, right what they could settle; on a phone one line at a time. */
export function ReconcilePage() {
  const t = useT('banking');
  const failure = useFailure();
  const onPhone = useOnPhone();
  const reconciles = useMay()('banking:reconcile');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(linesOptions(askedLines(filter)));
  const state = useListState(query, t('linesFailed'));
  const { rows, missing } = useAskedLine(state, filter.line);
  // Of all lines that were fetched: one that is done changes nothing about the others.
  const standing = useStanding(rows.map((row) => row.id));
  const accounts = useQuery(bankAccountsOptions()).data ?? [];
  const leaves = filter.tab === undefined;
  const go = (line: string | undefined) => void navigate({ search: (now) => ({ ...now, line }), replace: true });
  const asked = rows.find((row) => row.id === filter.line);
  const triage = useTriage({ rows, current: asked, go, leaves });
  const { shown } = triage;
  const current = shown.find((row) => row.id === filter.line) ?? (missing ? undefined : shown[0]);
  const at = current ? shown.indexOf(current) : -1;
  const next = shown[at + 1];
  const previous = shown[at - 1];

  const { has, busy, failed, load } = state.more;
  useEffect(() => {
    if (has && !busy && !failed && shown.length - at <= FEW) load();
  }, [has, busy, failed, load, shown.length, at]);
  useAhead(shown, current, triage.done);
  const group = t('reconcile');
  useHotkeys([
    { keys: 'j', label: t('nextLine'), group, run: () => next && go(next.id) },
    { keys: 'k', label: t('previousLine'), group, run: () => previous && go(previous.id) },
  ]);

  const mine = filter.account ? accounts.filter(({ id }) => id === filter.account) : accounts;
  const open = mine.reduce((count, account) => count + account.open_lines, 0);
  const total = open + triage.done;
  const waiting = leaves && !filter.q && !filter.direction ? open : 0;
  const count = has ? (waiting > shown.length ? waiting : `${shown.length}+`) : shown.length;
  const elsewhere = accounts.reduce((count, account) => count + account.open_lines, 0) - open;
  const panel = current ? (
    <LinePanel key={current.id} line={current} triage={triage} standing={standing.get(current.id)} />
  ) : missing?.error ? (
    <ErrorState title={t('lineFailed')} {...failure(missing.error)} />
  ) : (
    <SkeletonRows rows={4} height="h-14" />
  );
  return (
    <>
      <PageHeader title={t('reconcile')} note={<Done done={triage.done} total={leaves ? total : 0} />}>
        {leaves && reconciles && shown.length > 0 && <AcceptExact onEnded={() => go(undefined)} />}
      </PageHeader>
      <LinkTabs label={t('lines')}>
        {TABS.map((tab) => (
          <Link
            key={tab ?? 'todo'}
            to="/bank/reconcile"
            search={{ ...filter, tab, line: undefined }}
            replace
            activeOptions={{ exact: true }}
            aria-current={filter.tab === tab ? 'page' : undefined}
            className={TAB}
          >
            {t(`lineTabs.${tab ?? 'todo'}`)}
          </Link>
        ))}
      </LinkTabs>
      <LineFilters
        filter={filter}
        accounts={accounts}
        onChange={(change) =>
          void navigate({ search: (now) => ({ ...now, ...change, line: undefined }), replace: true })
        }
      />
      {state.problem ? (
        <ErrorState {...state.problem} onRetry={state.retry} />
      ) : state.pending ? (
        <div className="rounded-lg border border-line bg-surface">
          <SkeletonRows rows={8} height="h-14" />
        </div>
      ) : !current && !missing ? (
        <AllDone
          done={triage.done}
          accounts={accounts.length}
          narrowed={Boolean(filter.q || filter.direction) || !leaves}
          elsewhere={elsewhere}
          onClear={() => void navigate({ search: {}, replace: true })}
        />
      ) : onPhone ? (
        <>
          <div className="mb-2 flex items-center justify-between">
            <IconButton
              label={t('previousLine')}
              icon={ChevronLeft}
              disabled={!previous}
              onClick={() => previous && go(previous.id)}
            />
            <span className="figures text-sm text-muted">{t('lineOf', { number: at + 1, count })}</span>
            <IconButton
              label={t('nextLine')}
              icon={ChevronRight}
              disabled={!next}
              onClick={() => next && go(next.id)}
            />
          </div>
          {panel}
        </>
      ) : (
        <div className="grid grid-cols-[minmax(0,24rem)_minmax(0,1fr)] items-start gap-4">
          <LineList rows={shown} current={current} more={state.more} standing={standing} onPick={go} />
          {panel}
        </div>
      )}
    </>
  );
}

/** "12 of 48": how far one is. */
function Done({ done, total }: { done: number; total: number }) {
  const t = useT('banking');
  if (total === 0) return null;
  return (
    <span className="flex items-center gap-3">
      <span className="figures whitespace-nowrap" role="status">
        {t('doneOf', { done, total })}
      </span>
      <span className="w-28">
        <Progress label={t('doneOf', { done, total })} value={done / total} />
      </span>
    </span>
  );
}
