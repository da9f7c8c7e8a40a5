import { useQuery } from '@tanstack/react-query';
import { getRouteApi, linkOptions } from '@tanstack/react-router';
import { Landmark, Pencil, Plus, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { BankAccountRead } from '@/api/gen/types.gen';
import { useWholeListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { negated, sum } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Badge } from '@/ui/badge';
import { Button, IconButton } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { DateText } from '@/ui/date-text';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { onDemand } from '@/ui/on-demand';
import { ChooseStatements } from '../imports/choose-statements';
import { LastImports } from '../imports/last-imports';
import { WhichFile } from '../imports/teach';
import { UploadList } from '../imports/upload-list';
import { bankAccountsOptions } from '../queries';

const AccountDialog = onDemand(() => import('./account-dialog'));
const route = getRouteApi('/_app/bank/');

/** The company's accounts at banks: what the bank says, what the books say, and what waits. */
export function AccountsPage() {
  const t = useT('banking');
  const may = useMay();
  const { archived } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery({ ...bankAccountsOptions(archived === 'yes'), enabled: may('banking:read') });
  const [edit, setEdit] = useState<{ account?: BankAccountRead } | null>(null);
  const keeps = may('banking:reconcile');
  const none = query.data?.length === 0;
  const pencil = (row: BankAccountRead) => (
    <IconButton label={t('editThe', { name: row.name })} icon={Pencil} onClick={() => setEdit({ account: row })} />
  );
  return (
    <ListPage
      title={t('title')}
      description={t('pageText')}
      allowed={may('banking:read')}
      actions={
        keeps && (
          <Button icon={Plus} onClick={() => setEdit({})}>
            {t('addAccount')}
          </Button>
        )
      }
      primary={<ChooseStatements />}
      lead={<UploadList />}
      label={t('accounts')}
      state={useWholeListState(query, t('accountsFailed'))}
      columns={useAccountColumns()}
      idOf={(row) => row.id}
      nameOf={(row) => row.name}
      link={(row) => linkOptions({ to: '/bank/reconcile', search: { account: row.id } })}
      {...(keeps ? { menu: pencil } : {})}
      empty={{ icon: Landmark, title: t('noAccounts'), text: t('noAccountsText'), action: <ChooseStatements /> }}
    >
      {!none && (
        <div className="mt-3">
          <Checkbox
            checked={archived === 'yes'}
            onChange={(on) => void navigate({ search: { archived: on ? 'yes' : undefined }, replace: true })}
            label={t('showArchived')}
          />
        </div>
      )}
      <div className="mt-6 flex flex-col gap-4">
        <LastImports />
        <WhichFile open={none} />
      </div>
      <AccountDialog
        key={edit?.account?.id ?? 'new'}
        open={edit !== null}
        account={edit?.account}
        onClose={() => setEdit(null)}
      />
    </ListPage>
  );
}

/** What the bank is ahead of the books: lines that wait, less what no statement has shown yet. */
function difference(row: BankAccountRead): string | null {
  return row.balance_amount === null ? null : sum([row.balance_amount, negated(row.booked_amount)]);
}

function useAccountColumns(): Column<BankAccountRead>[] {
  const t = useT('banking');
  return [
    {
      name: 'name',
      header: t('account'),
      phone: 'title',
      cell: (row) => (
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <span className="truncate font-medium">{row.name}</span>
          {row.archived_at && <Badge tone="neutral">{t('archived')}</Badge>}
          <span className="figures w-full text-sm text-muted">
            {row.number} · {row.account_code}
          </span>
          {row.gap_amount && (
            <span className="flex w-full items-baseline gap-1.5 text-sm text-warn">
              <TriangleAlert size={14} aria-hidden className="shrink-0 self-center" />
              <span>
                {t('gapIn')} <Amount value={row.gap_amount} currency={row.currency} signed /> ·{' '}
                <DateText day={row.gap_on} />
              </span>
            </span>
          )}
        </span>
      ),
    },
    {
      name: 'balance',
      header: t('bankSays'),
      width: '11rem',
      align: 'end',
      phone: 'aside',
      cell: (row) => (
        <span className="block">
          <span className="font-medium">
            <Amount value={row.balance_amount} currency={row.currency} signed />
          </span>
          <span className="block text-xs text-muted">{row.balance_on && <DateText day={row.balance_on} />}</span>
        </span>
      ),
    },
    {
      name: 'booked',
      header: t('booksSay'),
      width: '10rem',
      align: 'end',
      cell: (row) => <Amount value={row.booked_amount} currency={row.currency} signed />,
    },
    {
      name: 'difference',
      header: t('difference'),
      width: '9rem',
      align: 'end',
      cell: (row) => <Amount value={difference(row)} currency={row.currency} signed />,
    },
    {
      name: 'open',
      header: t('waits'),
      width: '8rem',
      align: 'end',
      phone: 'below',
      cell: (row) =>
        row.open_lines > 0 ? (
          <Badge tone="warn">{t('linesWait', { count: row.open_lines })}</Badge>
        ) : (
          <Badge tone="good">{t('nothingWaits')}</Badge>
        ),
    },
  ];
}
