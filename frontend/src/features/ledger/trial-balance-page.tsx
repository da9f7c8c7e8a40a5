import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CircleCheck, Scale, TriangleAlert } from 'lucide-react';
import type { TrialBalance } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import type { Period } from '@/lib/dates';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { PeriodPicker } from '@/ui/period-picker';
import { SkeletonRows } from '@/ui/skeleton';
import { trialBalanceOptions } from './queries';

const route = getRouteApi('/_app/trial-balance');

/** Debits and credits per account; every row leads to the entries behind it. */
export function TrialBalancePage() {
  const t = useT('ledger');
  const failure = useFailure();
  const period = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(trialBalanceOptions(period));
  return (
    <>
      <PageHeader title={t('trialBalance')} note={query.data?.currency}>
        <PeriodPicker
          value={period}
          onChange={({ from, to }) => void navigate({ search: { from, to }, replace: true })}
        />
      </PageHeader>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {query.isPending && <SkeletonRows />}
        {query.isError && !query.data && (
          <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        )}
        {query.data?.rows.length === 0 && <EmptyState icon={Scale} title={t('noBalance')} text={t('noBalanceText')} />}
        {query.data && query.data.rows.length > 0 && <BalanceTable balance={query.data} period={period} />}
      </div>
    </>
  );
}

function BalanceTable({ balance, period }: { balance: TrialBalance; period: Period }) {
  const t = useT('ledger');
  // On a phone an account has a line of its own, and its three figures stand below it.
  const row = 'max-md:grid max-md:grid-cols-3 max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-4 max-md:py-2';
  const even = isZero(balance.difference);
  const cell = 'num px-4 py-2 align-top max-md:px-0 max-md:py-0';
  return (
    <div className="overflow-x-auto">
      <table className="w-full max-md:text-sm">
        <caption className="sr-only">{t('trialBalance')}</caption>
        <thead>
          <tr className={`${row} border-b border-line text-xs text-muted`}>
            <th scope="col" className="px-4 py-2 text-left font-medium max-md:col-span-3 max-md:p-0">
              {t('account')}
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              {t('debit')}
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              {t('credit')}
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              {t('balance')}
            </th>
          </tr>
        </thead>
        <tbody>
          {balance.rows.map((of) => (
            <tr key={of.account_code} className={`${row} border-b border-line hover:bg-sunken/60`}>
              <td className="px-4 py-2 max-md:col-span-3 max-md:p-0">
                <Link
                  to="/journal"
                  search={{ account: of.account_code, from: period.from, to: period.to }}
                  className="flex items-baseline rounded hover:text-accent hover:underline"
                >
                  <span className="figures mr-2 w-15 shrink-0 text-muted max-md:w-auto">{of.account_code}</span>
                  {of.account_name}
                </Link>
              </td>
              <td className={cell}>{!isZero(of.debit) && <Amount value={of.debit} />}</td>
              <td className={cell}>{!isZero(of.credit) && <Amount value={of.credit} />}</td>
              <td className={cell}>
                <Amount value={of.balance} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className={`${row} border-b border-line font-semibold`}>
            <th scope="row" className="px-4 py-2.5 text-left max-md:col-span-3 max-md:p-0">
              {t('total')}
            </th>
            <td className={cell}>
              <Amount value={balance.total_debit} />
            </td>
            <td className={cell}>
              <Amount value={balance.total_credit} />
            </td>
            <td className={cell}>
              <Amount value={balance.difference} />
            </td>
          </tr>
        </tfoot>
      </table>
      <p
        role="status"
        className={`flex items-center gap-2 px-4 py-3 text-sm ${even ? 'text-muted' : 'bg-neg-soft font-medium text-neg'}`}
      >
        {even ? <CircleCheck size={15} aria-hidden className="text-pos" /> : <TriangleAlert size={15} aria-hidden />}
        {t('difference')} <Amount value={balance.difference} />
      </p>
    </div>
  );
}
