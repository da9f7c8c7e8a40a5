import { useQuery } from '@tanstack/react-query';
import { CircleCheck, Scale, TriangleAlert } from 'lucide-react';
import { reportTrialBalance } from '@/api/gen/sdk.gen';
import type { TrialBalance } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { EmptyState } from '@/ui/empty-state';
import { DrillLink } from './drill-link';
import { trialBalanceOptions } from './queries';
import { ReportFrame } from './report-frame';
import { useAsked } from './use-asked';
import { useReportFile } from './use-report-file';

/** Opening, debit, credit and balance per account; every row leads to the postings behind it. */
export function TrialBalancePage() {
  const t = useT('reports');
  const { asked, ready } = useAsked();
  const query = useQuery({ ...trialBalanceOptions(asked), enabled: ready });
  const download = useReportFile((file) =>
    reportTrialBalance({ query: { ...asked, ...file }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <ReportFrame title={t('names.trial-balance')} query={query} onDownload={download}>
      {(report) =>
        report.rows.length === 0 ? (
          <EmptyState icon={Scale} title={t('nothing')} text={t('nothingText')} />
        ) : (
          <BalanceTable balance={report} />
        )
      }
    </ReportFrame>
  );
}

// On a phone an account has a line of its own, and its figures stand below it.
const ROW = 'max-md:grid max-md:grid-cols-4 max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-4 max-md:py-2';
const CELL = 'num px-4 py-1.5 align-top max-md:px-0 max-md:py-0 max-md:text-xs';

function BalanceTable({ balance }: { balance: TrialBalance }) {
  const t = useT('reports');
  const even = isZero(balance.difference);
  const compared = Boolean(balance.compared);
  const columns = ['opening', 'debit', 'credit', 'balance'] as const;
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">{t('names.trial-balance')}</caption>
        <thead>
          <tr className={`${ROW} border-b border-line text-xs text-muted`}>
            <th scope="col" className="px-4 py-1.5 text-left font-medium max-md:col-span-4 max-md:p-0">
              {t('account')}
            </th>
            {columns.map((name) => (
              <th key={name} scope="col" className={`${CELL} font-medium`}>
                {t(name)}
              </th>
            ))}
            {compared && (
              <th scope="col" className={`${CELL} font-medium max-md:hidden`}>
                {t('previous')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {balance.rows.map((of) => (
            <tr key={of.account_code} className={`${ROW} border-b border-line hover:bg-sunken/60`}>
              <td className="px-4 py-1.5 max-md:col-span-4 max-md:p-0">
                <DrillLink drill={of.drill}>
                  <span className="figures mr-2 inline-block min-w-12 text-muted">{of.account_code}</span>
                  {of.account_name}
                </DrillLink>
              </td>
              <td className={CELL}>{!isZero(of.opening) && <Amount value={of.opening} />}</td>
              <td className={CELL}>{!isZero(of.debit) && <Amount value={of.debit} />}</td>
              <td className={CELL}>{!isZero(of.credit) && <Amount value={of.credit} />}</td>
              <td className={CELL}>
                <Amount value={of.balance} />
              </td>
              {compared && (
                <td className={`${CELL} text-muted max-md:hidden`}>
                  <DrillLink drill={of.previous_drill}>
                    <Amount value={of.previous_balance} />
                  </DrillLink>
                </td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className={`${ROW} border-b border-line font-semibold`}>
            <th scope="row" className="px-4 py-2.5 text-left max-md:col-span-4 max-md:p-0">
              {t('total')}
            </th>
            {[balance.total_opening, balance.total_debit, balance.total_credit, balance.difference].map((total, at) => (
              <td key={columns[at]} className={CELL}>
                <Amount value={total} />
              </td>
            ))}
            {compared && <td className="max-md:hidden" />}
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
