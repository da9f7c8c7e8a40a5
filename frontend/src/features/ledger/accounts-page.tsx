import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useDownload } from '@/api/download';
import { listAccounts } from '@/api/gen/sdk.gen';
import type { AccountRead } from '@/api/gen/types.gen';
import { useCountry, useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { DownloadMenu } from '@/ui/download-menu';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { onDemand } from '@/ui/on-demand';
import { PageHeader } from '@/ui/page-header';
import { SearchField } from '@/ui/search-field';
import { SkeletonRows } from '@/ui/skeleton';
import { type AccountEdit, AccountLine } from './account-line';
import { chartOptions } from './queries';

const AccountDialog = onDemand(() => import('./account-dialog'));
const route = getRouteApi('/_app/accounts');
const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** The chart of accounts by class, in the reader's language; searched in all of them. */
export function AccountsPage() {
  const t = useT('ledger');
  const list = useT('list');
  const failure = useFailure();
  const posts = useMay()('ledger:post');
  const { q, archived } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery({ ...chartOptions(q, Boolean(archived)), placeholderData: keepPreviousData });
  const found = query.data ?? [];
  const [editing, setEditing] = useState<AccountEdit | null>(null);
  const download = useDownload((format) =>
    listAccounts({
      query: { q: q ?? null, archived: Boolean(archived), format },
      parseAs: 'blob',
      throwOnError: true,
    }),
  );
  const search = (text: string | undefined) => void navigate({ search: (now) => ({ ...now, q: text }), replace: true });
  useHotkeys(posts ? [{ keys: 'n', label: t('addAccount'), group: t('chart'), run: () => setEditing({}) }] : []);
  return (
    <>
      <PageHeader title={t('chart')} note={query.data && t('accountCount', { count: found.length })}>
        <SearchField label={t('searchAccounts')} value={q} onSearch={search} />
        <DownloadMenu onDownload={download} disabled={found.length === 0} />
        {posts && (
          <Button variant="primary" icon={Plus} keys="n" onClick={() => setEditing({})}>
            {t('addAccount')}
          </Button>
        )}
      </PageHeader>
      <div className="-mt-2 mb-4">
        <Checkbox
          label={t('archivedOnes')}
          checked={Boolean(archived)}
          onChange={(on) =>
            void navigate({ search: (now) => ({ ...now, archived: on ? 'yes' : undefined }), replace: true })
          }
        />
      </div>
      {query.isPending && <SkeletonRows />}
      {query.isError && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {query.data && found.length === 0 && (
        <EmptyState icon={SearchX} title={t('noResult')}>
          <Button onClick={() => search(undefined)}>{list('clearFilters')}</Button>
        </EmptyState>
      )}
      <div className="flex flex-col gap-4">
        {CLASSES.map((one) => {
          const accounts = found.filter((account) => account.code.startsWith(one));
          return (
            accounts.length > 0 && (
              <AccountClass key={one} number={one} accounts={accounts} onEdit={posts ? setEditing : undefined} />
            )
          );
        })}
      </div>
      <AccountDialog
        open={editing !== null}
        edit={editing ?? {}}
        onBelow={(below) => setEditing({ below })}
        onClose={() => setEditing(null)}
      />
    </>
  );
}

interface AccountClassProps {
  number: (typeof CLASSES)[number];
  accounts: readonly AccountRead[];
  onEdit: ((edit: AccountEdit) => void) | undefined;
}

function AccountClass({ number, accounts, onEdit }: AccountClassProps) {
  const t = useT('ledger');
  const dutch = useCountry() === 'NL';
  const named = `${dutch ? 'dutchClasses' : 'classes'}.${number}` as 'classes.1';
  return (
    <section aria-label={t(named)} className="rounded-lg border border-line bg-surface">
      <h2 className="flex items-baseline gap-3 rounded-t-lg border-b border-line bg-sunken/50 px-4 py-2 text-sm font-semibold">
        <span className="figures text-muted">{number}</span>
        {t(named)}
        <span className="figures ml-auto font-normal text-muted">{accounts.length}</span>
      </h2>
      <ul>
        {accounts.map((account) => (
          <AccountLine key={account.id} account={account} onEdit={onEdit} />
        ))}
      </ul>
    </section>
  );
}
