import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, linkOptions } from '@tanstack/react-router';
import { Repeat } from 'lucide-react';
import { useDownload } from '@/api/download';
import { listRecurringEntries } from '@/api/gen/sdk.gen';
import type { RecurringEntryRead } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Badge } from '@/ui/badge';
import { DateText } from '@/ui/date-text';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { SearchField } from '@/ui/search-field';
import { Select } from '@/ui/select';
import type { RecurringFilter } from './books-search';
import { askedRecurring, recurringOptions } from './queries';

const route = getRouteApi('/_app/books/recurring/');
const STATES = ['active', 'paused', 'ended', 'in_trouble'] as const;

/** What is booked again and again by itself: rent, depreciation, a loan. */
export function RecurringPage() {
  const t = useT('books');
  const may = useMay();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(recurringOptions(filter));
  const search = (change: RecurringFilter) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true });
  const download = useDownload((format) =>
    listRecurringEntries({ query: { ...askedRecurring(filter), format }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <ListPage
      title={t('parts.recurring')}
      description={t('recurringText')}
      make={
        may('ledger:post') && { label: t('newRecurring'), run: () => void navigate({ to: '/books/recurring/new' }) }
      }
      download={download}
      filters={
        <>
          <Select
            aria-label={t('state')}
            value={filter.status ?? ''}
            onChange={(event) =>
              search({ status: event.target.value ? (event.target.value as RecurringFilter['status']) : undefined })
            }
            className="w-44"
          >
            <option value="">{t('allStates')}</option>
            {STATES.map((state) => (
              <option key={state} value={state}>
                {t(`recurringStates.${state}`)}
              </option>
            ))}
          </Select>
          <SearchField label={t('searchName')} value={filter.q} onSearch={(q) => search({ q })} />
        </>
      }
      label={t('parts.recurring')}
      state={useListState(query, t('loadFailed'))}
      columns={useRecurringColumns()}
      idOf={(row) => row.id}
      link={(row) => linkOptions({ to: '/books/recurring/$recurringId', params: { recurringId: row.id } })}
      empty={{ icon: Repeat, title: t('noRecurring'), text: t('noRecurringText') }}
      narrowed={Boolean(filter.status || filter.q) && { clear: () => void navigate({ search: {}, replace: true }) }}
    />
  );
}

function useRecurringColumns(): Column<RecurringEntryRead>[] {
  const t = useT('books');
  return [
    {
      name: 'name',
      header: t('name'),
      phone: 'title',
      cell: (row) => (
        <span>
          <span className="block truncate font-medium">{row.name}</span>
          <span className="block truncate text-sm text-muted">{row.memo}</span>
        </span>
      ),
    },
    {
      name: 'every',
      header: t('rhythm'),
      width: '10rem',
      phone: 'below',
      cell: (row) => <span className="text-sm">{t(`every.${row.every}`, { count: row.interval_count })}</span>,
    },
    {
      name: 'next_on',
      header: t('nextOn'),
      width: '8rem',
      cell: (row) => <DateText day={row.is_active ? row.next_on : null} />,
    },
    {
      name: 'state',
      header: t('state'),
      width: '8rem',
      phone: 'aside',
      cell: (row) => <RecurringState row={row} />,
    },
  ];
}

function RecurringState({ row }: { row: RecurringEntryRead }) {
  const t = useT('books');
  if (row.problem) return <Badge tone="bad">{t('recurringStates.in_trouble')}</Badge>;
  if (!row.next_on) return <Badge tone="neutral">{t('recurringStates.ended')}</Badge>;
  return row.is_active ? (
    <Badge tone="good">{t('recurringStates.active')}</Badge>
  ) : (
    <Badge tone="neutral">{t('recurringStates.paused')}</Badge>
  );
}
