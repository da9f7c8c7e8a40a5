import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Copy, ListChecks } from 'lucide-react';
import type { BankLineRead, ImportRead } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Badge } from '@/ui/badge';
import { DataList } from '@/ui/data-list';
import { DateText } from '@/ui/date-text';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import type { Column } from '@/ui/list-column';
import { lineOptions, linesOptions } from '../queries';
import { shownReference } from '../reconcile/line-details';

const route = getRouteApi('/_app/bank/imports/$importId');
const SHOWN = { new: ['staged', 'open', 'partly', 'reconciled', 'reverted'], duplicate: ['duplicate'] } as const;

/** The movements of a file: what is new, and what is skipped because it is here already, with the line it repeats. */
export function ImportLines({ found }: { found: ImportRead }) {
  const t = useT('banking');
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  const status = show === 'all' ? null : [...SHOWN[show ?? 'new']];
  const query = useInfiniteQuery(linesOptions({ import: [found.id], status, sort: 'position' }));
  const state = useListState(query, t('linesFailed'));
  const columns = useLineColumns();
  const counts = { new: found.new_count, duplicate: found.duplicate_count, all: found.line_count };
  return (
    <section aria-label={t('movements')}>
      <LinkTabs label={t('movements')}>
        {(['new', 'duplicate', 'all'] as const).map((tab) => (
          <Link
            key={tab}
            from="/bank/imports/$importId"
            to="."
            search={{ show: tab === 'new' ? undefined : tab }}
            replace
            activeOptions={{ exact: true }}
            className={TAB}
          >
            {t(`lineTabs.${tab}`)} <span className="figures text-muted">{counts[tab]}</span>
          </Link>
        ))}
      </LinkTabs>
      <DataList
        label={t('movements')}
        state={state}
        columns={columns}
        idOf={(row) => row.id}
        {...(show === 'duplicate' ? { detail: (row: BankLineRead) => <SameAs line={row} /> } : {})}
        empty={{ icon: ListChecks, title: t('noMovements') }}
        narrowed={
          show !== 'all' && {
            icon: show === 'duplicate' ? Copy : ListChecks,
            title: t(show === 'duplicate' ? 'noDuplicates' : 'nothingNew'),
            clear: () => void navigate({ search: { show: 'all' }, replace: true }),
            clearLabel: t('showAll'),
          }
        }
      />
    </section>
  );
}

function useLineColumns(): Column<BankLineRead>[] {
  const t = useT('banking');
  return [
    {
      name: 'line_number',
      header: t('lineOfFile'),
      width: '4.5rem',
      cell: (row) => <span className="figures text-sm text-muted">{row.line_number}</span>,
    },
    {
      name: 'booked_on',
      header: t('day'),
      width: '7rem',
      phone: 'below',
      cell: (row) => (
        <span className="text-sm">
          <DateText day={row.booked_on} />
        </span>
      ),
    },
    {
      name: 'counterparty',
      header: t('otherSide'),
      width: 'minmax(0, 1fr)',
      phone: 'title',
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium">{row.counterparty_name ?? row.counterparty_account ?? '–'}</span>
          {row.status === 'duplicate' && <Badge tone="neutral">{t('duplicate')}</Badge>}
        </span>
      ),
    },
    {
      name: 'text',
      header: t('text'),
      width: 'minmax(0, 1.6fr)',
      phone: 'below',
      cell: (row) => (
        <span className="block truncate text-sm text-muted">
          {row.reference ? shownReference(row.reference) : row.text}
        </span>
      ),
    },
    {
      name: 'amount',
      header: t('amount'),
      width: '9rem',
      align: 'end',
      phone: 'aside',
      cell: (row) => <Amount value={row.amount} currency={row.currency} />,
    },
  ];
}

/** The line that is here already, so that one can see that it is the same. */
function SameAs({ line }: { line: BankLineRead }) {
  const t = useT('banking');
  const id = line.duplicate_of_id;
  const { data } = useQuery({ ...lineOptions(id ?? ''), enabled: id !== null });
  if (!id) return <p className="text-sm text-muted">{t('twiceInFile')}</p>;
  if (!data) return <p className="text-sm text-muted">…</p>;
  const inThisFile = data.import_id === line.import_id;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      <dt className="text-muted">{t(line.duplicate_because === 'alike' ? 'alikeAs' : 'sameAs')}</dt>
      <dd>
        <DateText day={data.booked_on} /> · {data.counterparty_name ?? '–'} ·{' '}
        <Amount value={data.amount} currency={data.currency} />
      </dd>
      <dt className="text-muted">{t('text')}</dt>
      <dd className="break-words">{data.reference ? shownReference(data.reference) : data.text}</dd>
      <dt className="text-muted">{t('whereFound')}</dt>
      <dd>
        {inThisFile ? (
          t('sameFileLine', { line: data.line_number })
        ) : (
          <Link
            to="/bank/imports/$importId"
            params={{ importId: data.import_id }}
            className="text-accent hover:underline"
          >
            {t('otherFileLine', { line: data.line_number })}
          </Link>
        )}
      </dd>
    </dl>
  );
}
