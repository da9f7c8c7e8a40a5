import { Link } from '@tanstack/react-router';
import { FileText } from 'lucide-react';
import type { GeneralLedger, LedgerAccount, LedgerRow } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { grouped } from '@/lib/grouped';
import { isZero, negated } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { ReportTable } from './report-table';

const FIGURE = 'num w-28 px-3 py-1.5 align-top max-md:w-24 max-md:px-1.5';
const WIDE = `${FIGURE} max-md:hidden`;
const NARROW = `${FIGURE} md:hidden`;

interface LedgerAccountsProps {
  pages: readonly GeneralLedger[];
  /** Nothing more is to come: the last account ends here too. */
  complete: boolean;
}

/** The postings of each account between what stood on it before and after; on a phone a day and one column for both sides. */
export function LedgerAccounts({ pages, complete }: LedgerAccountsProps) {
  const t = useT('reports');
  const accounts = new Map(pages.flatMap((page) => page.accounts.map((one) => [one.account_code, one] as const)));
  const rows = grouped(
    pages.flatMap((page) => page.rows),
    (row) => row.account_code,
  );
  const groups = [...new Set([...accounts.keys(), ...rows.keys()])]
    .sort()
    .map((code) => [code, rows.get(code) ?? []] as const);
  return (
    <ReportTable
      caption={t('names.general-ledger')}
      columns={[
        { label: t('date'), className: 'w-28 px-4 py-1.5 text-left max-md:hidden' },
        { label: t('number'), className: 'w-28 px-2 py-1.5 text-left max-md:hidden' },
        { label: t('memo'), className: 'px-2 py-1.5 text-left' },
        { label: t('debit'), className: WIDE },
        { label: t('credit'), className: WIDE },
        { label: `${t('debit')}, −${t('credit').toLowerCase()}`, className: NARROW },
        { label: t('balance'), className: FIGURE },
      ]}
    >
      {groups.map(([code, rows], at) => (
        <OneAccount
          key={code}
          code={code}
          account={accounts.get(code)}
          rows={rows}
          ends={complete || at < groups.length - 1}
        />
      ))}
    </ReportTable>
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
  const name = (
    <>
      <span className="figures mr-2">{code}</span>
      {account?.account_name ?? rows[0]?.account_name}
    </>
  );
  return (
    <tbody>
      <tr className="border-b border-line bg-sunken/50 font-semibold">
        <th scope="rowgroup" colSpan={5} className="px-4 py-2 text-left max-md:hidden">
          {name}
        </th>
        <th scope="rowgroup" colSpan={2} className="px-2 py-2 text-left md:hidden">
          {name}
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
          <td colSpan={2} className="max-md:hidden" />
          <th scope="row" className="px-2 py-1.5 text-left font-medium text-muted">
            {t('total')} {code}
          </th>
          <td className={WIDE}>
            <Amount value={account.debit} />
          </td>
          <td className={WIDE}>
            <Amount value={account.credit} />
          </td>
          <td className={NARROW}>
            <Both debit={account.debit} credit={account.credit} />
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
      <td className="px-4 py-1.5 align-top max-md:hidden">
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
      <td className="px-2 py-1.5 align-top max-md:wrap-anywhere">
        <span className="block text-xs text-muted md:hidden">
          <DateText day={row.booked_on} />
        </span>
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
      <td className={WIDE}>{!isZero(row.debit) && <Amount value={row.debit} />}</td>
      <td className={WIDE}>{!isZero(row.credit) && <Amount value={row.credit} />}</td>
      <td className={NARROW}>
        <Both debit={row.debit} credit={row.credit} />
      </td>
      <td className={`${FIGURE} text-muted`}>
        <Amount value={row.balance} />
      </td>
    </tr>
  );
}

/** Debit above zero, credit below: where there is room for one column. */
function Both({ debit, credit }: { debit: string; credit: string }) {
  return (
    <>
      {!isZero(debit) && (
        <span className="block">
          <Amount value={debit} />
        </span>
      )}
      {!isZero(credit) && (
        <span className="block">
          <Amount value={negated(credit)} />
        </span>
      )}
    </>
  );
}
