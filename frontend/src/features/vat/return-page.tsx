import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useCurrency } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { DateText, InstantText } from '@/ui/date-text';
import { ErrorState } from '@/ui/error-state';
import { NotFound } from '@/ui/not-found';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { Balance } from './balance';
import { CloseReturn } from './close-return';
import { Controls } from './controls';
import { GridSheet } from './grid-sheet';
import { Grids } from './grids';
import { NoReturns } from './no-returns';
import { usePeriodName } from './period-name';
import { returnOptions } from './queries';
import { ReopenReturn } from './reopen-return';
import { ReturnState } from './return-state';

const route = getRouteApi('/_app/vat/$period');

/** One return: what is declared and why, what the authority will check, and closing it. */
export function ReturnPage() {
  const t = useT('vat');
  const failure = useFailure();
  const { period } = route.useParams();
  const currency = useCurrency();
  const nameOf = usePeriodName();
  const query = useQuery(returnOptions(period));
  const found = query.data;
  if (query.isError && asApiError(query.error).missing) {
    return (
      <NotFound title={t('missing')} text={t('missingText')}>
        <Link to="/vat" className={buttonClass('primary')}>
          {t('backToPeriods')}
        </Link>
      </NotFound>
    );
  }
  const error = query.isError && !found ? asApiError(query.error) : null;
  const filed = error?.code === 'vat_period_filed_otherwise' ? error.problem.errors[0]?.instead : null;
  if (typeof filed === 'string') {
    return (
      <NotFound title={t('filedOtherwise')} text={failure(error).detail}>
        <Link to="/vat/$period" params={{ period: filed }} className={buttonClass('primary')}>
          {t('returnOf', { period: filed })}
        </Link>
        <Link to="/vat" className={buttonClass('secondary')}>
          {t('backToPeriods')}
        </Link>
      </NotFound>
    );
  }
  const name = found ? nameOf(found) : period;
  return (
    <>
      <Link to="/vat" className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink">
        <ArrowLeft size={14} aria-hidden />
        {t('title')}
      </Link>
      <PageHeader
        title={t(found?.is_special ? 'specialOf' : 'returnOf', { period: name })}
        note={found && <ReturnState state={found.state} />}
      >
        {found?.can_close && <CloseReturn found={found} name={name} />}
        {found?.can_reopen && <ReopenReturn found={found} name={name} />}
      </PageHeader>
      {query.isPending && <SkeletonRows rows={10} />}
      {query.isError && !found && (
        <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {found && (
        <div className="flex flex-col gap-4">
          {found.why_none && <NoReturns why={found.why_none} />}
          {found.is_special && !isZero(found.owed_as_buyer) && (
            <Notice tone="neutral" title={t('special')}>
              {t('specialText')}
            </Notice>
          )}
          {!isZero(found.corrections) && (
            <Notice tone="warn" title={t('corrections')}>
              {t.rich(`correctionsText.${found.country === 'NL' ? 'NL' : 'BE'}`, {
                amount: () => <Balance amount={found.corrections} currency={currency} />,
              })}
            </Notice>
          )}
          <dl className="grid grid-cols-3 gap-4 rounded-lg border border-line bg-surface p-4 max-md:grid-cols-1 max-md:gap-2">
            <div>
              <dt className="text-sm text-muted">{t('balance')}</dt>
              <dd className="text-2xl font-semibold tracking-tight">
                <Balance amount={found.balance} currency={currency} />
              </dd>
            </div>
            <div>
              <dt className="text-sm text-muted">{t('deadline')}</dt>
              <dd className={`text-lg font-medium ${found.state === 'overdue' ? 'text-neg' : ''}`}>
                <DateText day={found.deadline} />
              </dd>
            </div>
            <div>
              <dt className="text-sm text-muted">{t('days')}</dt>
              <dd>
                <DateText day={found.starts_on} /> – <DateText day={found.ends_on} />
              </dd>
              {found.closed_at && (
                <dd className="text-sm text-muted">
                  {t('closedOn')} <InstantText at={found.closed_at} exact />
                  {found.closed_by && ` · ${found.closed_by}`}{' '}
                  {found.entry_id && (
                    <Link
                      to="/journal/$entryId"
                      params={{ entryId: found.entry_id }}
                      className="rounded font-medium text-accent hover:underline"
                    >
                      {t('closingEntry')}
                    </Link>
                  )}
                </dd>
              )}
            </div>
          </dl>
          <Controls controls={found.controls} />
          <Card title={t(found.country === 'NL' ? 'gridsDutch' : 'grids')} padded={false}>
            <Grids found={found} />
          </Card>
        </div>
      )}
      {found && <GridSheet found={found} />}
    </>
  );
}
