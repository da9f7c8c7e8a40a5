import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, linkOptions, useNavigate } from '@tanstack/react-router';
import { Play, Repeat } from 'lucide-react';
import { useDownload } from '@/api/download';
import { listRecurringInvoices } from '@/api/gen/sdk.gen';
import type { RecurringRead } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Badge } from '@/ui/badge';
import { IconButton } from '@/ui/button';
import { DateText } from '@/ui/date-text';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { Only } from '@/ui/only';
import { SearchField } from '@/ui/search-field';
import { InvoicingNav } from '../list/invoice-tabs';
import { useRunRecurring } from './mutations';
import { asked, recurringOptions } from './queries';
import { useRhythm } from './rhythm';

const route = getRouteApi('/_app/invoices/recurring/');

/** Invoices that come back by themselves, the next one first. */
export function RecurringPage() {
  const t = useT('recurring');
  const may = useMay();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery({ ...recurringOptions(filter), enabled: may('invoices:read') });
  const clear = () => void navigate({ search: {}, replace: true });
  const download = useDownload((format) =>
    listRecurringInvoices({ query: { ...asked(filter), format }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <ListPage
      title={t('title')}
      description={t('text')}
      allowed={may('invoices:read')}
      make={may('invoices:write') && { label: t('make'), run: () => void navigate({ to: '/invoices/recurring/new' }) }}
      download={download}
      lead={<InvoicingNav />}
      filters={
        <>
          <SearchField
            label={t('search')}
            value={filter.q}
            onSearch={(q) => void navigate({ search: (now) => ({ ...now, q }), replace: true })}
          />
          {filter.status && (
            <Only
              label={t('onlyInTrouble')}
              onClear={() => void navigate({ search: ({ q }) => ({ q }), replace: true })}
            />
          )}
        </>
      }
      label={t('title')}
      state={useListState(query, t('loadFailed'))}
      columns={useColumns()}
      idOf={(row) => row.id}
      nameOf={(row) => row.name}
      link={(row) => linkOptions({ to: '/invoices/recurring/$recurringId', params: { recurringId: row.id } })}
      {...(may('invoices:issue') && { menu: (row: RecurringRead) => <RunNow row={row} /> })}
      empty={{ icon: Repeat, title: t('empty'), text: t('emptyText') }}
      narrowed={Boolean(filter.q || filter.status) && { clear }}
    />
  );
}

function RunNow({ row }: { row: RecurringRead }) {
  const t = useT('recurring');
  const navigate = useNavigate();
  const run = useRunRecurring();
  return (
    <IconButton
      label={t('runNamed', { name: row.name })}
      icon={Play}
      disabled={run.isPending || !row.is_active}
      onClick={() =>
        run.mutate(row.id, {
          onSuccess: (invoice) => {
            toast({ tone: 'done', title: t('ranToast', { number: invoice.number ?? t('aDraft') }) });
            void navigate({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } });
          },
        })
      }
    />
  );
}

function useColumns(): Column<RecurringRead>[] {
  const t = useT('recurring');
  const rhythm = useRhythm();
  return [
    {
      name: 'name',
      header: t('name'),
      phone: 'title',
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium">{row.name}</span>
          {row.problem && <Badge tone="bad">{t('stuck')}</Badge>}
        </span>
      ),
    },
    {
      name: 'every',
      header: t('every'),
      width: '10rem',
      phone: 'below',
      cell: (row) => <span className="text-sm">{rhythm(row)}</span>,
    },
    {
      name: 'does',
      header: t('does'),
      width: '11rem',
      phone: 'below',
      cell: (row) => (
        <span className="text-sm text-muted">
          {t(row.sends_by_itself ? 'sendsItself' : row.issues_by_itself ? 'issuesItself' : 'makesDrafts')}
        </span>
      ),
    },
    {
      name: 'next_on',
      header: t('next'),
      width: '7rem',
      phone: 'aside',
      cell: (row) =>
        row.is_active && row.next_on ? (
          <span className="text-sm">
            <DateText day={row.next_on} />
          </span>
        ) : (
          <Badge tone="neutral">{t(row.is_active ? 'ended' : 'off')}</Badge>
        ),
    },
  ];
}
