import Big from 'big.js';
import type { InvoiceShown } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { type Decimal, isNegative, isZero, negated } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';

interface SeenByBankProps {
  invoice: Pick<InvoiceShown, 'direction' | 'kind' | 'open_amount' | 'open_in_books'>;
  paid: Decimal | null;
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
  const isFar = props.refused !== null && asApiError(props.refused).code === 'exchange_difference_too_large';
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('amountIn', { currency: books })} hint={t('inBooksHint')} error={props.error}>
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

/** Won; below zero, lost. */
function exchangeResult(invoice: SeenByBankProps['invoice'], paid: Decimal | null, seen: Decimal): Decimal {
  const open = new Big(invoice.open_amount);
  if (open.eq(0)) return '0.00';
  const settled = new Big(invoice.open_in_books ?? 0)
    .times(paid || 0)
    .div(open)
    .round(2);
  const comesIn = (invoice.direction === 'sale') === (invoice.kind !== 'credit_note');
  return (comesIn ? new Big(seen).minus(settled) : settled.minus(seen)).toFixed(2);
}
