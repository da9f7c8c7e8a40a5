import { Link } from '@tanstack/react-router';
import type { PostingRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { isZero, sum } from '@/lib/money';
import { Amount } from '@/ui/amount';

/** Debits and credits of one entry; an account leads to everything booked on it. */
export function PostingsTable({ postings }: { postings: readonly PostingRead[] }) {
  const t = useT('ledger');
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{t('postings')}</caption>
      <thead>
        <tr className="text-xs text-muted">
          <th scope="col" className="py-1.5 text-left font-medium">
            {t('account')}
          </th>
          <th scope="col" className="num w-32 py-1.5 font-medium max-md:w-24">
            {t('debit')}
          </th>
          <th scope="col" className="num w-32 py-1.5 font-medium max-md:w-24">
            {t('credit')}
          </th>
        </tr>
      </thead>
      <tbody>
        {postings.map((posting, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an account may be posted to twice
          <tr key={index} className="border-t border-line">
            <td className="py-1.5 pr-3">
              <Link
                to="/journal"
                search={{ account: posting.account_code }}
                className="rounded hover:text-accent hover:underline"
              >
                <span className="figures mr-2.5 text-muted">{posting.account_code}</span>
                {posting.account_name}
              </Link>
              {posting.memo && <span className="block text-muted">{posting.memo}</span>}
            </td>
            <td className="num py-1.5 align-top">{!isZero(posting.debit) && <Amount value={posting.debit} />}</td>
            <td className="num py-1.5 align-top">{!isZero(posting.credit) && <Amount value={posting.credit} />}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-edge/60 font-medium">
          <th scope="row" className="py-1.5 text-left font-medium text-muted">
            {t('total')}
          </th>
          <td className="num py-1.5">
            <Amount value={sum(postings.map((posting) => posting.debit))} />
          </td>
          <td className="num py-1.5">
            <Amount value={sum(postings.map((posting) => posting.credit))} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
