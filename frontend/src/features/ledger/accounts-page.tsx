import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { accountsOptions, foundAccountsOptions } from '@/api/accounts';
import type { AccountRead } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { SearchField } from '@/ui/search-field';
import { SkeletonRows } from '@/ui/skeleton';

const route = getRouteApi('/_app/accounts');
const CLASSES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

/** The chart of accounts by class, in the reader's language; searched in all of them. */
export function AccountsPage() {
  const t = useT('ledger');
  const failure = useFailure();
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const chart = useQuery(accountsOptions());
  const answer = useQuery({ ...foundAccountsOptions(q ?? ''), enabled: Boolean(q), placeholderData: keepPreviousData });
  const query = q ? answer : chart;
  const found = query.data ?? [];
  const search = (text: string | undefined) => void navigate({ search: { q: text }, replace: true });
  return (
    <>
      <PageHeader title={t('chart')} note={query.data && t('accountCount', { count: found.length })}>
        <SearchField label={t('searchAccounts')} value={q} onSearch={search} />
      </PageHeader>
      {query.isPending && <SkeletonRows />}
      {query.isError && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {query.data && found.length === 0 && (
        <EmptyState icon={SearchX} title={t('noResult')}>
          <Button onClick={() => search(undefined)}>{t('clearFilters')}</Button>
        </EmptyState>
      )}
      <div className="flex flex-col gap-4">
        {CLASSES.map((one) => {
          const accounts = found.filter((account) => account.code.startsWith(one));
          return accounts.length > 0 && <AccountClass key={one} number={one} accounts={accounts} />;
        })}
      </div>
    </>
  );
}

function AccountClass({ number, accounts }: { number: (typeof CLASSES)[number]; accounts: readonly AccountRead[] }) {
  const t = useT('ledger');
  const named = `classes.${number}` as 'classes.1';
  return (
    <section aria-label={t(named)} className="overflow-hidden rounded-lg border border-line bg-surface">
      <h2 className="flex items-baseline gap-3 border-b border-line bg-sunken/50 px-4 py-2 text-sm font-semibold">
        <span className="figures text-muted">{number}</span>
        {t(named)}
        <span className="figures ml-auto font-normal text-muted">{accounts.length}</span>
      </h2>
      <ul>
        {accounts.map((account) => (
          <li key={account.id} className="border-b border-line last:border-0">
            <Link
              to="/journal"
              search={{ account: account.code }}
              className="flex min-h-9 items-baseline gap-4 px-4 py-1.5 -outline-offset-2 hover:bg-sunken/60"
            >
              <span className="figures w-16 shrink-0 text-muted">{account.code}</span>
              <span className="min-w-0 flex-1">{account.name}</span>
              <span className="text-sm text-muted max-md:hidden">{t(`types.${account.account_type}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
