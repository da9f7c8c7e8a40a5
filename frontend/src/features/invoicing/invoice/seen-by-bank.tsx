import Big from 'big.js';
import type { InvoiceShown } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { atRate } from '@/lib/exchange';
import { type Decimal, isNegative, isZero, negated, withCents } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';

type Open = Pick<InvoiceShown, 'direction' | 'kind' | 'open_amount' | 'open_in_books'>;

interface SeenByBankProps {
  invoice: Open;
  paid: Decimal;
  /** What a unit of the invoice's currency is in the books that day; undefined while it is asked, null if unknown. */
  rate: Decimal | null | undefined;
  value: Decimal | null;
  onChange: (value: Decimal | null) => void;
  error: string | undefined;
  refused: unknown;
  /** A difference far from the rate of the day is meant. */
  differs: boolean;
  onDiffers: (meant: boolean) => void;
}

/** What the bank saw of a payment in another currency, and what that wins or loses since the invoice was booked. */
export function SeenByBank(props: SeenByBankProps) {
  const t = useT('invoices');
  const books = useCurrency();
  const result = props.value ? exchangeResult(props.invoice, props.paid, props.value) : '0.00';
  const lost = isNegative(result);
  const { rate, paid } = props;
  const worth = () => rate && <Amount value={atRate(paid, rate, books)} currency={books} />;
  const hint = rate ? t.rich('inBooksExpected', { worth }) : t(rate === null ? 'inBooksNoRate' : 'inBooksHint');
  const isFar = props.refused !== null && asApiError(props.refused).code === 'exchange_difference_too_large';
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('amountIn', { currency: books })} hint={hint} error={props.error}>
        {(ids) => <MoneyInput {...ids} value={props.value} onChange={props.onChange} />}
      </Field>
      {!isZero(result) && (
        <p role="status" className="flex items-baseline justify-between gap-3 text-sm">
          <span className="text-muted">{t(lost ? 'exchangeLoses' : 'exchangeWins')}</span>
          <span className={`num ${lost ? 'text-warn' : 'text-pos'}`}>
            <Amount value={lost ? negated(result) : result} currency={books} />
          </span>
        </p>
      )}
      {isFar && <Checkbox checked={props.differs} onChange={props.onDiffers} label={t('exchangeMeant')} />}
    </div>
  );
}

/** What a unit of its currency was in the books, while any is open; stands for the day's rate where none is known. */
export function bookedRate({ open_amount, open_in_books }: Open): Decimal | undefined {
  return isZero(open_amount) ? undefined : new Big(open_in_books ?? open_amount).div(open_amount).toString();
}

/** What is left to be paid when this is let go. */
export function stillOwed({ open_amount }: Open, ...letGo: (Decimal | null)[]): Decimal {
  const owed = letGo.reduce((rest, each) => rest.minus(each || 0), new Big(open_amount));
  return withCents((owed.lt(0) ? new Big(0) : owed).toFixed());
}

/** Won; below zero, lost. */
function exchangeResult(invoice: Open, paid: Decimal, seen: Decimal): Decimal {
  const open = new Big(invoice.open_amount);
  if (open.eq(0)) return '0.00';
  const settled = new Big(invoice.open_in_books ?? 0).times(paid).div(open).round(2);
  const comesIn = (invoice.direction === 'sale') === (invoice.kind !== 'credit_note');
  return (comesIn ? new Big(seen).minus(settled) : settled.minus(seen)).toFixed(2);
}
