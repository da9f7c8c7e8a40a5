import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, linkOptions } from '@tanstack/react-router';
import { CircleCheckBig, FilePen } from 'lucide-react';
import { useState } from 'react';
import { useStanding } from '@/api/anomalies';
import { useDownload } from '@/api/download';
import { listInvoices } from '@/api/gen/sdk.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { ListPage } from '@/ui/list-page';
import { useSelection } from '@/ui/use-selection';
import { asked, type InvoiceFilter, usualSort } from '../invoice-search';
import type { Make } from '../invoice-types';
import { invoicesOptions } from '../queries';
import type { Done } from './bulk';
import { BulkActions } from './bulk-actions';
import { BulkOutcome } from './bulk-outcome';
import { useInvoiceColumns } from './invoice-columns';
import { InvoiceFilters } from './invoice-filters';
import { InvoiceSums } from './invoice-sums';
import { InvoiceTabs, InvoicingNav } from './invoice-tabs';
import { NewMenu } from './new-menu';

const route = getRouteApi('/_app/invoices/');
const MAKES: Partial<Record<NonNullable<InvoiceFilter['tab']>, Make>> = { purchases: 'purchase', quotes: 'quote' };

/** Sales, purchases and quotes in their states; the filter is the address. */
export function InvoicesPage() {
  const t = useT('invoices');
  const may = useMay();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { tab = 'sales', sort, ...narrowing } = filter;
  const query = useInfiniteQuery({ ...invoicesOptions(asked(filter)), enabled: may('invoices:read') });
  const state = useListState(query, t('loadFailed'));
  const ids = state.rows.map((row) => row.id);
  const standing = useStanding(ids);
  const selection = useSelection(ids);
  const [done, setDone] = useState<Done | null>(null);
  const filtered = Object.values(narrowing).some((value) => value !== undefined);
  const narrow = (change: InvoiceFilter) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const download = useDownload((format) =>
    listInvoices({ query: { ...asked(filter), format }, parseAs: 'blob', throwOnError: true }),
  );
  const acts = may('invoices:issue') || may('invoices:pay');
  const ticked = new Set(selection.ids);
  const allDone = tab === 'open' || tab === 'overdue' || tab === 'drafts';
  return (
    <ListPage
      title={t('title')}
      allowed={may('invoices:read')}
      download={download}
      primary={may('invoices:write') && <NewMenu make={MAKES[tab] ?? 'sale'} contact={filter.contact} />}
      lead={
        <>
          <InvoicingNav />
          {done && <BulkOutcome done={done} onDone={setDone} onClose={() => setDone(null)} />}
          <InvoiceTabs filter={filter} />
        </>
      }
      filters={<InvoiceFilters filter={filter} onChange={narrow} />}
      sums={<InvoiceSums filter={filter} />}
      label={t(`tabs.${tab}`)}
      state={state}
      columns={useInvoiceColumns(filter, standing)}
      idOf={(row) => row.id}
      nameOf={(row) => [row.number, row.contact_name].filter(Boolean).join(' ')}
      sort={sort ?? usualSort(tab)}
      onSort={(next) => narrow({ sort: next as InvoiceFilter['sort'] })}
      link={(row) => linkOptions({ to: '/invoices/$invoiceId', params: { invoiceId: row.id } })}
      empty={
        allDone
          ? { icon: CircleCheckBig, title: t(`none.${tab}`), text: t(`noneText.${tab}`) }
          : { icon: FilePen, title: t(`none.${tab}`), text: t(`noneText.${tab}`) }
      }
      narrowed={
        filtered && {
          clear: () => void navigate({ search: { tab: filter.tab }, replace: true }),
          ...(filter.q && { title: t('noResult', { q: filter.q }) }),
        }
      }
      {...(acts && {
        selection,
        bulk: (
          <BulkActions
            rows={state.rows.filter((row) => ticked.has(row.id))}
            onDone={(outcome) => {
              setDone(outcome);
              selection.clear();
            }}
          />
        ),
      })}
    />
  );
}
