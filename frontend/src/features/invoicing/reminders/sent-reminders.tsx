import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, linkOptions } from '@tanstack/react-router';
import { Bell } from 'lucide-react';
import { useDownload } from '@/api/download';
import { listReminders } from '@/api/gen/sdk.gen';
import type { ReminderRead } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { DataList } from '@/ui/data-list';
import { DateText } from '@/ui/date-text';
import { DownloadMenu } from '@/ui/download-menu';
import { FilterBar } from '@/ui/filter-bar';
import type { Column } from '@/ui/list-column';
import { PeriodPicker } from '@/ui/period-picker';
import { asked, remindersOptions } from './queries';

const route = getRouteApi('/_app/invoices/reminders');

/** What went out, to whom and what it asked. */
export function SentReminders() {
  const t = useT('reminders');
  const { from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(remindersOptions({ from, to }));
  const state = useListState(query, t('loadFailed'));
  const clear = () => void navigate({ search: { tab: 'sent' }, replace: true });
  const filtered = Boolean(from || to);
  const download = useDownload((format) =>
    listReminders({ query: { ...asked({ from, to }), format }, parseAs: 'blob', throwOnError: true }),
  );
  const columns: Column<ReminderRead>[] = [
    {
      name: 'contact_name',
      header: t('customer'),
      phone: 'title',
      cell: (row) => <span className="block truncate font-medium">{row.contact_name}</span>,
    },
    {
      name: 'number',
      header: t('invoice'),
      width: '8rem',
      phone: 'below',
      cell: (row) => <span className="figures text-sm">{row.number}</span>,
    },
    {
      name: 'level',
      header: t('step'),
      width: '11rem',
      phone: 'below',
      cell: (row) => <span className="text-sm">{t(`level.${Math.min(row.level, 3) as 1}`)}</span>,
    },
    {
      name: 'sent_on',
      header: t('sentOn'),
      width: '7rem',
      phone: 'below',
      cell: (row) => (
        <span className="text-sm">
          <DateText day={row.sent_on} />
        </span>
      ),
    },
    {
      name: 'fee',
      header: t('fee'),
      width: '7rem',
      align: 'end',
      cell: (row) => (isZero(row.fee) ? <span className="text-muted">–</span> : <Amount value={row.fee} />),
    },
    {
      name: 'interest',
      header: t('interest'),
      width: '7rem',
      align: 'end',
      cell: (row) => (isZero(row.interest) ? <span className="text-muted">–</span> : <Amount value={row.interest} />),
    },
  ];
  return (
    <>
      <FilterBar onClear={filtered && clear}>
        <PeriodPicker
          value={{ from, to }}
          onChange={(period) =>
            void navigate({ search: { tab: 'sent', from: period.from, to: period.to }, replace: true })
          }
        />
        <DownloadMenu small onDownload={download} disabled={state.rows.length === 0} />
      </FilterBar>
      <DataList
        label={t('tabs.sent')}
        state={state}
        columns={columns}
        idOf={(row) => row.id}
        link={(row) => linkOptions({ to: '/invoices/$invoiceId', params: { invoiceId: row.invoice_id } })}
        empty={{ icon: Bell, title: t('noneSent'), text: t('noneSentText') }}
        narrowed={filtered && { clear }}
      />
    </>
  );
}
