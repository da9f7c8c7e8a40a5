import { Link } from '@tanstack/react-router';
import { FileText } from 'lucide-react';
import type { GeneralLedger, LedgerAccount, LedgerRow } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { grouped } from '@/lib/grouped';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';

const FIGURE = 'num w-28 px-3 py-1.5 align-top max-md:w-20 max-md:px-1.5';

interface LedgerAccountsProps {
  pages: readonly GeneralLedger[];
  /** Nothing more is to come: the last account ends here too. */
  complete: boolean;
}

/** The postings of each account between what stood on it before and after. */
export function LedgerAccounts({ pages, complete }: LedgerAccountsProps) {
  const t = useT('reports');
  const accounts = new Map(pages.flatMap((page) => page.accounts.map((one) => [one.account_code, one] as const)));
  const groups = [
    ...grouped(
      pages.flatMap((page) => page.rows),
      (row) => row.account_code,
    ),
  ];
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">{t('names.general-ledger')}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-muted">
            <th scope="col" className="w-28 px-4 py-1.5 text-left font-medium max-md:px-2">
              {t('date')}
            </th>
            <th scope="col" className="w-28 px-2 py-1.5 text-left font-medium max-md:hidden">
              {t('number')}
            </th>
            <th scope="col" className="px-2 py-1.5 text-left font-medium">
              {t('memo')}
            </th>
            <th scope="col" className={`${FIGURE} font-medium`}>
              {t('debit')}
            </th>
            <th scope="col" className={`${FIGURE} font-medium`}>
              {t('credit')}
            </th>
            <th scope="col" className={`${FIGURE} font-medium`}>
              {t('balance')}
            </th>
          </tr>
        </thead>
        {groups.map(([code, rows], at) => (
          <OneAccount
            key={code}
            code={code}
            account={accounts.get(code)}
            rows={rows}
            ends={complete || at < groups.length - 1}
          />
        ))}
      </table>
    </div>
  );
}

interface OneAccountProps {
  code: string;
  account: LedgerAccount | undefined;
  rows: readonly LedgerRow[];
  ends: boolean;
}

function OneAccount({ code, account, rows, ends }: OneAccountProps) {
  const t = useT('reports');
  return (
    <tbody>
      <tr className="border-b border-line bg-sunken/50 font-semibold">
        <th scope="rowgroup" colSpan={5} className="px-4 py-2 text-left max-md:px-2">
          <span className="figures mr-2">{code}</span>
          {account?.account_name ?? rows[0]?.account_name}
        </th>
        <td className={FIGURE}>
          <span className="sr-only">{t('opening')} </span>
          <Amount value={account?.opening} />
        </td>
      </tr>
      {rows.map((row) => (
        <Posting key={row.posting_id} row={row} />
      ))}
      {ends && account && (
        <tr className="border-b border-line font-medium">
          <th scope="row" colSpan={3} className="px-4 py-1.5 text-left font-medium text-muted max-md:px-2">
            {t('total')} {code}
          </th>
          <td className={FIGURE}>
            <Amount value={account.debit} />
          </td>
          <td className={FIGURE}>
            <Amount value={account.credit} />
          </td>
          <td className={FIGURE}>
            <Amount value={account.balance} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Posting({ row }: { row: LedgerRow }) {
  const t = useT('reports');
  return (
    <tr className="border-b border-line hover:bg-sunken/60">
      <td className="px-4 py-1.5 align-top max-md:px-2">
        <DateText day={row.booked_on} />
      </td>
      <td className="px-2 py-1.5 align-top max-md:hidden">
        <Link
          to="/journal/$entryId"
          params={{ entryId: row.entry_id }}
          className="figures whitespace-nowrap rounded hover:text-accent hover:underline"
        >
          {row.number}
        </Link>
      </td>
      <td className="px-2 py-1.5 align-top">
        <Link
          to="/journal/$entryId"
          params={{ entryId: row.entry_id }}
          className="rounded hover:text-accent hover:underline"
        >
          {row.memo || row.number}
        </Link>
        {row.source && (
          <FileText size={12} aria-label={t('hasSource')} className="not-on-paper ml-1.5 inline text-muted" />
        )}
        {row.contact_name && <span className="block text-muted">{row.contact_name}</span>}
        {row.currency && (
          <span className="block text-xs text-muted">
            <Amount value={row.amount_in_currency} currency={row.currency} />
          </span>
        )}
      </td>
      <td className={FIGURE}>{!isZero(row.debit) && <Amount value={row.debit} />}</td>
      <td className={FIGURE}>{!isZero(row.credit) && <Amount value={row.credit} />}</td>
      <td className={`${FIGURE} text-muted`}>
        <Amount value={row.balance} />
      </td>
    </tr>
  );
}
