import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { accountsOptions } from '@/api/accounts';
import type { Booking, DocumentRead } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { isZero, sum } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';
import { useProblemText } from '../problem-text';
import { bookingOptions } from '../queries';
import { asText } from './read-fields';

interface BookingPanelProps {
  document: DocumentRead;
  /** The account chosen here and not saved yet, else the document's own. */
  accountCode: string | null;
  unsaved: boolean;
  rate: string | null;
  onRate: (rate: string | null) => void;
  onAccount: (code: string) => void;
}

/** What will be posted on approval: the account to choose, and the entry as it would be. */
export function BookingPanel({ document, accountCode, unsaved, rate, onRate, onAccount }: BookingPanelProps) {
  const t = useT('review');
  const own = useCurrency();
  const query = useQuery(bookingOptions(document.id, document.version, rate));
  const booking = query.data;
  const currency = asText(document.fields.currency?.value) ?? own;
  return (
    <div className="flex flex-col gap-3">
      <AccountField value={accountCode ?? booking?.account_code ?? null} onChange={onAccount} />
      {currency !== own && (
        <Field label={t('exchangeRate', { currency, own })} hint={t('exchangeRateHint', { currency, own })}>
          {(ids) => <MoneyInput {...ids} cents={false} value={rate} onChange={onRate} />}
        </Field>
      )}
      {booking && (
        <div className={`transition-opacity duration-150 ${unsaved || query.isPlaceholderData ? 'opacity-55' : ''}`}>
          {booking.postings.length > 0 && <PostingsPreview booking={booking} />}
          <BookingProblems booking={booking} />
          <SupplierNote booking={booking} />
        </div>
      )}
    </div>
  );
}

function PostingsPreview({ booking }: { booking: Booking }) {
  const t = useT('review');
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{t('preview')}</caption>
      <thead>
        <tr className="text-xs text-muted">
          <th scope="col" className="pb-1 text-left font-medium">
            {t('account')}
          </th>
          <th scope="col" className="num w-24 pb-1 font-medium">
            {t('debit')}
          </th>
          <th scope="col" className="num w-24 pb-1 font-medium">
            {t('credit')}
          </th>
        </tr>
      </thead>
      <tbody>
        {booking.postings.map((posting, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an account may be posted to twice
          <tr key={index} className="border-t border-line">
            <td className="py-1.5 pr-2">
              <span className="figures mr-2 text-muted">{posting.account_code}</span>
              {posting.account_name}
            </td>
            <td className="num py-1.5 align-top">{!isZero(posting.debit) && <Amount value={posting.debit} />}</td>
            <td className="num py-1.5 align-top">{!isZero(posting.credit) && <Amount value={posting.credit} />}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-edge/60 font-medium">
          <th scope="row" className="py-1.5 text-left font-medium text-muted">
            {t('sum')}
          </th>
          <td className="num py-1.5">
            <Amount value={sum(booking.postings.map((posting) => posting.debit))} />
          </td>
          <td className="num py-1.5">
            <Amount value={sum(booking.postings.map((posting) => posting.credit))} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** What is missing before this can be booked. */
function BookingProblems({ booking }: { booking: Booking }) {
  const problemText = useProblemText();
  const fieldName = useT('field');
  if (booking.problems.length === 0) return null;
  const nameOf = (field: string | null) => {
    const name = field?.replace(/^fields\./, '') as Parameters<typeof fieldName.has>[0];
    return field && fieldName.has(name) ? `${fieldName(name as 'total_amount')}: ` : '';
  };
  return (
    <ul className="flex flex-col gap-1 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
      {booking.problems.map((problem) => (
        <li key={`${problem.code}${problem.field}`} className="flex gap-1.5">
          <TriangleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
          <span>
            {nameOf(problem.field)}
            {problemText(problem)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function SupplierNote({ booking }: { booking: Booking }) {
  const t = useT('review');
  const { name, is_new } = booking.supplier;
  if (!name) return null;
  return (
    <p className="mt-2 text-sm text-muted">{is_new ? t('newSupplier', { name }) : t('knownSupplier', { name })}</p>
  );
}

function AccountField({ value, onChange }: { value: string | null; onChange: (code: string) => void }) {
  const t = useT('review');
  const accounts = useQuery(accountsOptions()).data;
  const choices = useMemo(
    () => (accounts ?? []).map((account) => ({ value: account.code, code: account.code, label: account.name })),
    [accounts],
  );
  return (
    <Field label={t('costAccount')}>
      {(ids) => (
        <Combobox
          id={ids.id}
          choices={choices}
          value={value}
          placeholder={t('chooseAccount')}
          onChange={(code) => code && onChange(code)}
        />
      )}
    </Field>
  );
}
