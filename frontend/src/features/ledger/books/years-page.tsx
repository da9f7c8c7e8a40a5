import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CalendarRange, LockOpen } from 'lucide-react';
import { useState } from 'react';
import type { FiscalYearRead } from '@/api/gen/types.gen';
import { useWholeListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { today } from '@/lib/dates';
import { toast } from '@/lib/toasts';
import { AskReason } from '@/ui/ask-reason';
import { Badge } from '@/ui/badge';
import { Button, buttonClass } from '@/ui/button';
import { DateText, InstantText } from '@/ui/date-text';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { onDemand } from '@/ui/on-demand';
import { Only } from '@/ui/only';
import { useReopenYear } from './mutations';
import { yearsOptions } from './queries';
import { YearDays } from './year-days';

const route = getRouteApi('/_app/books/years/');
const BeginYearDialog = onDemand(async () => ({ default: (await import('./year-days-dialog')).BeginYearDialog }));

/** The company's fiscal years: begun, closed after a look at what is unfinished, opened again with a reason. */
export function YearsPage() {
  const t = useT('books');
  const may = useMay();
  const query = useQuery(yearsOptions());
  const state = useWholeListState<FiscalYearRead>(query, t('loadFailed'));
  const { status } = route.useSearch();
  const navigate = route.useNavigate();
  const clear = () => void navigate({ search: {}, replace: true });
  const [making, setMaking] = useState(false);
  const [reopening, setReopening] = useState<FiscalYearRead | null>(null);
  const reopen = useReopenYear();
  const closes = may('ledger:close');
  const rows = query.data ?? [];
  const oldestOpen = [...rows].reverse().find((year) => year.status === 'open');
  const latestClosed = rows.find((year) => year.status === 'closed');
  return (
    <ListPage
      title={t('parts.years')}
      description={t('yearsText')}
      make={closes && { label: t('beginYear'), run: () => setMaking(true) }}
      label={t('parts.years')}
      filters={status && <Only label={t('onlyOver')} onClear={clear} />}
      narrowed={status && { clear }}
      state={
        status ? { ...state, rows: rows.filter((year) => year.status === 'open' && year.ends_on < today()) } : state
      }
      columns={useYearColumns()}
      idOf={(year) => year.id}
      detail={(year) => (
        <div className="flex flex-wrap items-center gap-2">
          {year.closing_entry_id && (
            <Link
              to="/journal/$entryId"
              params={{ entryId: year.closing_entry_id }}
              className={buttonClass('secondary', 'sm')}
            >
              {t('closingEntry')}
            </Link>
          )}
          <Link
            to="/reports/balance-sheet"
            search={{ from: year.starts_on, to: year.ends_on }}
            className={buttonClass('secondary', 'sm')}
          >
            {t('balanceSheet')}
          </Link>
          {closes && year.id === oldestOpen?.id && (
            <Link
              to="/books/years/$yearId"
              params={{ yearId: year.id }}
              className={buttonClass(year.ends_on < today() ? 'primary' : 'secondary', 'sm')}
            >
              {t('closeYear')}
            </Link>
          )}
          {closes && year.status === 'open' && <YearDays year={year} />}
          {closes && year.id === latestClosed?.id && (
            <Button size="sm" icon={LockOpen} onClick={() => setReopening(year)}>
              {t('reopen')}
            </Button>
          )}
        </div>
      )}
      empty={{ icon: CalendarRange, title: t('noYears'), text: t('yearsText') }}
    >
      <BeginYearDialog open={making} latest={rows[0]} onClose={() => setMaking(false)} />
      <AskReason
        open={reopening !== null}
        onOpenChange={(open) => !open && setReopening(null)}
        title={t('reopenTitle', { name: reopening?.name ?? '' })}
        text={t('reopenText')}
        suggestions={[t('reasons.lateInvoice'), t('reasons.correction')]}
        confirm={t('reopen')}
        busy={reopen.isPending}
        onConfirm={(reason) =>
          reopening &&
          reopen.mutate(
            { id: reopening.id, seen: reopening.version, reason },
            {
              onSuccess: ({ name }) => {
                setReopening(null);
                toast({ tone: 'done', title: t('reopened', { name }) });
              },
            },
          )
        }
      />
    </ListPage>
  );
}

function useYearColumns(): Column<FiscalYearRead>[] {
  const t = useT('books');
  return [
    {
      name: 'name',
      header: t('year'),
      width: '8rem',
      phone: 'title',
      cell: (year) => <span className="figures font-medium">{year.name}</span>,
    },
    {
      name: 'days',
      header: t('days'),
      phone: 'below',
      cell: (year) => (
        <span className="text-sm">
          <DateText day={year.starts_on} /> – <DateText day={year.ends_on} />
        </span>
      ),
    },
    {
      name: 'closed',
      header: t('closedOn'),
      width: '14rem',
      cell: (year) =>
        year.closed_at ? (
          <span className="text-sm text-muted">
            <InstantText at={year.closed_at} /> {year.closed_by && `· ${year.closed_by}`}
          </span>
        ) : null,
    },
    {
      name: 'status',
      header: t('state'),
      width: '8rem',
      phone: 'aside',
      cell: (year) => (
        <Badge tone={year.status === 'closed' ? 'good' : 'neutral'}>{t(`yearStates.${year.status}`)}</Badge>
      ),
    },
  ];
}
