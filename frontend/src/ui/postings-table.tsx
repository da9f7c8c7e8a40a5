import type { ReactNode } from 'react';
import { useT } from '@/i18n/i18n';
import { type Decimal, isZero, sum } from '@/lib/money';
import { Amount } from './amount';

export interface PostingLine {
  account_code: string;
  account_name: string;
  debit: Decimal;
  credit: Decimal;
  memo?: string | null;
}

interface PostingsTableProps<Line extends PostingLine> {
  postings: readonly Line[];
  /** What these postings are, for those who hear the page. */
  caption: string;
  /** An account that leads somewhere; else its code and name. */
  account?: (posting: Line, name: ReactNode) => ReactNode;
}

const FIGURE = 'num w-28 py-1.5 pl-2 align-top max-md:w-20';

/** Debits and credits of one entry, posted or proposed, with their sums. */
export function PostingsTable<Line extends PostingLine>({ postings, caption, account }: PostingsTableProps<Line>) {
  const t = useT('ledger');
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-xs text-muted">
          <th scope="col" className="py-1.5 text-left font-medium">
            {t('account')}
          </th>
          <th scope="col" className={`${FIGURE} font-medium`}>
            {t('debit')}
          </th>
          <th scope="col" className={`${FIGURE} font-medium`}>
            {t('credit')}
          </th>
        </tr>
      </thead>
      <tbody>
        {postings.map((posting, index) => {
          const name = (
            <>
              <span className="figures mr-2 text-muted">{posting.account_code}</span>
              {posting.account_name}
            </>
          );
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an account may be posted to twice
            <tr key={index} className="border-t border-line">
              <td className="py-1.5 pr-2">
                {account ? account(posting, name) : name}
                {posting.memo && <span className="block text-muted">{posting.memo}</span>}
              </td>
              <td className={FIGURE}>{!isZero(posting.debit) && <Amount value={posting.debit} />}</td>
              <td className={FIGURE}>{!isZero(posting.credit) && <Amount value={posting.credit} />}</td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr className="border-t border-edge/60 font-medium">
          <th scope="row" className="py-1.5 text-left font-medium text-muted">
            {t('total')}
          </th>
          <td className={FIGURE}>
            <Amount value={sum(postings.map((posting) => posting.debit))} />
          </td>
          <td className={FIGURE}>
            <Amount value={sum(postings.map((posting) => posting.credit))} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
