import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, linkOptions } from '@tanstack/react-router';
import { ReceiptText, ScanText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { type Standing, useStanding } from '@/api/anomalies';
import { useDownload } from '@/api/download';
import { listExpenses } from '@/api/gen/sdk.gen';
import type { ExpenseRead, Me } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useCurrency, useMay, useMe } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { buttonClass } from '@/ui/button';
import { DateText } from '@/ui/date-text';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { SearchField } from '@/ui/search-field';
import { StandoutBadge } from '@/ui/standout';
import { useSelection } from '@/ui/use-selection';
import { type ExpenseFilter, waitsToBePaidBack } from './expense-search';
import { ExpenseState } from './expense-state';
import { ExpenseSums } from './expense-sums';
import type { Done } from './many';
import { asked, expensesOptions } from './queries';

const ManyActions = lazy(() => import('./many-actions'));
const ManyOutcome = lazy(() => import('./many-outcome'));
const route = getRouteApi('/_app/expenses/');

/** Nobody but an owner approves their own. */
const views = (role: Me['role'] | undefined) =>
  ({
    all: {},
    mine: { mine: 'yes' },
    toApprove: role === 'owner' ? { status: 'submitted' } : { status: 'submitted', whose: 'others' },
    toReimburse: { status: 'approved', paid_with: 'own_money' },
  }) satisfies Record<string, ExpenseFilter>;

/** What people spent for the company: one's own, what waits for a decision, and all. */
export function ExpensesPage() {
  const t = useT('expenses');
  const may = useMay();
  const person = useMe();
  const me = person?.id;
  const shown = views(person?.role);
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery({ ...expensesOptions(filter, me), enabled: may('expenses:read') });
  const state = useListState<ExpenseRead>(query, t('loadFailed'));
  const ids = state.rows.map((row) => row.id);
  const standing = useStanding(ids);
  const selection = useSelection(ids);
  const ticked = new Set(selection.ids);
  const [done, setDone] = useState<Done | null>(null);
  const writes = may('expenses:write');
  const download = useDownload((format) =>
    listExpenses({ query: { ...asked(filter, me), format }, parseAs: 'blob', throwOnError: true }),
  );
  const receipt = writes && (
    <Link to="/expenses/receipt" className={`${buttonClass('secondary')} max-sm:px-2.5`}>
      <ScanText size={16} aria-hidden />
      {t('fromReceipt')}
    </Link>
  );
  return (
    <ListPage
      title={t('title')}
      description={t('text')}
      allowed={may('expenses:read')}
      make={writes && { label: t('make'), run: () => void navigate({ to: '/expenses/new' }) }}
      actions={receipt}
      download={download}
      filters={
        <SearchField
          label={t('search')}
          value={filter.q}
          onSearch={(q) => void navigate({ search: (now) => ({ ...now, q }), replace: true })}
        />
      }
      lead={<Suspense>{done && <ManyOutcome done={done} onDone={setDone} onClose={() => setDone(null)} />}</Suspense>}
      tabs={
        <LinkTabs label={t('views')}>
          {(Object.keys(shown) as (keyof typeof shown)[]).map((name) => (
            <Link
              key={name}
              to="/expenses"
              search={shown[name]}
              activeOptions={{ exact: true, includeSearch: true }}
              className={TAB}
            >
              {t(`tabs.${name}`)}
            </Link>
          ))}
        </LinkTabs>
      }
      sums={<ExpenseSums filter={filter} me={me} />}
      label={t('title')}
      state={state}
      columns={useExpenseColumns(standing, waitsToBePaidBack(filter))}
      idOf={(row) => row.id}
      nameOf={(row) => row.description}
      link={(row) => linkOptions({ to: '/expenses/$expenseId', params: { expenseId: row.id } })}
      empty={{ icon: ReceiptText, title: t('empty'), text: t('emptyText'), action: receipt }}
      narrowed={
        Boolean(filter.status || filter.mine || filter.q) && {
          clear: () => void navigate({ search: {}, replace: true }),
          title: filter.status === 'submitted' && !filter.q ? t('nothingToApprove') : t('noResult'),
          clearLabel: t('showAll'),
        }
      }
      {...(may('expenses:approve') && {
        selection,
        bulk: (
          <Suspense>
            <ManyActions
              rows={state.rows.filter((row) => ticked.has(row.id))}
              onDone={(outcome) => {
                setDone(outcome);
                selection.clear();
              }}
            />
          </Suspense>
        ),
      })}
    />
  );
}

/** `owed`: the amount is what is paid back of it, else what was spent. */
function useExpenseColumns(standing: ReadonlyMap<string, Standing>, owed: boolean): Column<ExpenseRead>[] {
  const t = useT('expenses');
  const books = useCurrency();
  return [
    {
      name: 'spent_on',
      header: t('spentOn'),
      width: '6.5rem',
      phone: 'below',
      cell: (row) => (
        <span className="text-sm">
          <DateText day={row.spent_on} />
        </span>
      ),
    },
    {
      name: 'description',
      header: t('description'),
      width: 'minmax(0, 1.5fr)',
      phone: 'title',
      cell: (row) => (
        <span>
          <span className="flex min-w-0 items-center gap-2">
            <span className="truncate font-medium">{row.description}</span>
            <StandoutBadge found={standing.get(row.id)} />
          </span>
          <span className="block truncate text-sm text-muted">
            {[row.category_name, row.merchant].filter(Boolean).join(' · ')}
          </span>
        </span>
      ),
    },
    {
      name: 'spender',
      header: t('spender'),
      phone: 'below',
      cell: (row) => <span className="block truncate text-sm text-muted">{row.spender}</span>,
    },
    {
      name: 'status',
      header: t('state'),
      width: '8rem',
      phone: 'aside',
      cell: (row) => <ExpenseState status={row.status} />,
    },
    {
      name: owed ? 'owed_amount' : 'total_amount',
      header: owed ? t('toPayBack') : t('total'),
      width: '8.5rem',
      align: 'end',
      phone: 'aside',
      cell: (row) => (
        <span className="font-medium">
          {owed ? (
            <Amount value={row.owed_amount} currency={books} />
          ) : (
            <Amount value={row.total_amount} currency={row.currency} />
          )}
        </span>
      ),
    },
  ];
}
