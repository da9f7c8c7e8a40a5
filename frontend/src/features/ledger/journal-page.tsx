import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { BookOpen, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { More } from '@/ui/more';
import { PageHeader } from '@/ui/page-header';
import { PeriodPicker } from '@/ui/period-picker';
import { SearchField } from '@/ui/search-field';
import { SkeletonRows } from '@/ui/skeleton';
import { EntryList } from './entry-list';
import type { JournalFilter } from './ledger-search';
import { entriesOptions } from './queries';

const route = getRouteApi('/_app/journal/');

/** Everything that was booked; the filter is the address, so it can be kept and sent. */
export function JournalPage() {
  const t = useT('ledger');
  const failure = useFailure();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(entriesOptions(filter));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const search = (change: JournalFilter) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const clear = () => void navigate({ search: {}, replace: true });

  return (
    <>
      <PageHeader title={t('journal')} />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <PeriodPicker value={filter} onChange={({ from, to }) => search({ from, to })} />
        <div className="w-72 max-md:w-full">
          <AccountFilter value={filter.account} onChange={(account) => search({ account })} />
        </div>
        <SearchField label={t('search')} value={filter.q} onSearch={(q) => search({ q })} />
        {filtered && (
          <Button size="sm" variant="quiet" onClick={clear}>
            {t('clearFilters')}
          </Button>
        )}
      </div>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {query.isPending ? (
          <SkeletonRows />
        ) : query.isError && rows.length === 0 ? (
          <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        ) : rows.length > 0 ? (
          <EntryList rows={rows} />
        ) : filtered ? (
          <EmptyState icon={SearchX} title={t('noResult')} text={t('noResultText')}>
            <Button onClick={clear}>{t('clearFilters')}</Button>
          </EmptyState>
        ) : (
          <EmptyState icon={BookOpen} title={t('empty')} text={t('emptyText')} />
        )}
        <More has={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      </div>
    </>
  );
}

/** Accounts to choose from; a code that is only a beginning ("6": all costs) is shown as such. */
function AccountFilter({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (code: string | undefined) => void;
}) {
  const t = useT('ledger');
  const { choices, ...search } = useAccountChoices();
  const all = useMemo(() => {
    const known = !value || choices.some((choice) => choice.value === value);
    return known ? choices : [{ value, label: t('accountsFrom', { code: value }) }, ...choices];
  }, [choices, value, t]);
  return (
    <Combobox
      label={t('accountFilter')}
      placeholder={t('allAccounts')}
      choices={all}
      {...search}
      value={value ?? null}
      clearable
      onChange={(code) => onChange(code ?? undefined)}
    />
  );
}
