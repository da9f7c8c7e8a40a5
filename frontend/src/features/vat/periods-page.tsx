import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, linkOptions } from '@tanstack/react-router';
import { Landmark } from 'lucide-react';
import type { PeriodRead } from '@/api/gen/types.gen';
import { useWholeListState } from '@/api/list-state';
import { useCurrency, useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { DateText } from '@/ui/date-text';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { Only } from '@/ui/only';
import { Balance } from './balance';
import { NoReturns } from './no-returns';
import { usePeriodName } from './period-name';
import { periodsOptions } from './queries';
import { ReturnState } from './return-state';

const route = getRouteApi('/_app/vat/');

/** The company's VAT periods: what each comes to, by when it is filed, and what is done. */
export function PeriodsPage() {
  const t = useT('vat');
  const may = useMay();
  const query = useQuery({ ...periodsOptions(), enabled: may('vat:read') });
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  const clear = () => void navigate({ search: {}, replace: true });
  const rows = useQuery({
    ...periodsOptions(show && ['to_close', 'overdue']),
    enabled: may('vat:read'),
    select: (found): readonly PeriodRead[] => found.periods,
  });
  const found = query.data;
  return (
    <ListPage
      title={t('title')}
      description={t('text')}
      allowed={may('vat:read')}
      lead={
        found?.why_none && (
          <div className="mb-4">
            <NoReturns why={found.why_none} />
          </div>
        )
      }
      primary={
        found?.next_to_close && (
          <Link to="/vat/$period" params={{ period: found.next_to_close }} className={buttonClass('primary')}>
            {t('toNext')}
          </Link>
        )
      }
      filters={show && <Only label={t('onlyToClose')} onClear={clear} />}
      narrowed={show && { clear }}
      label={t('title')}
      state={useWholeListState(rows, t('loadFailed'))}
      columns={usePeriodColumns()}
      idOf={(row) => row.period}
      link={(row) => linkOptions({ to: '/vat/$period', params: { period: row.period } })}
      empty={{ icon: Landmark, title: t('empty'), text: t('emptyText') }}
    />
  );
}

function usePeriodColumns(): Column<PeriodRead>[] {
  const t = useT('vat');
  const currency = useCurrency();
  const nameOf = usePeriodName();
  return [
    {
      name: 'period',
      header: t('period'),
      phone: 'title',
      cell: (row) => (
        <>
          <span className="inline-block font-medium first-letter:uppercase">{nameOf(row)}</span>
          {row.is_special && <span className="ml-2 text-sm text-muted">{t('special')}</span>}
        </>
      ),
    },
    {
      name: 'deadline',
      header: t('deadline'),
      width: '12rem',
      phone: 'below',
      cell: (row) => (
        <span className={`text-sm ${row.state === 'overdue' ? 'text-neg' : ''}`}>
          <DateText day={row.deadline} />
        </span>
      ),
    },
    {
      name: 'state',
      header: t('state'),
      width: '9rem',
      phone: 'aside',
      cell: (row) => <ReturnState state={row.state} />,
    },
    {
      name: 'balance',
      header: t('balance'),
      width: '14rem',
      align: 'end',
      phone: 'aside',
      cell: (row) => (
        <span className="font-medium">
          <Balance amount={row.balance} currency={currency} />
        </span>
      ),
    },
  ];
}
