import { useT } from '@/i18n/i18n';
import { isNegative, isZero, negated } from '@/lib/money';
import { Amount } from '@/ui/amount';

/** What a period comes to, said as a person would: to pay, or to get back. */
export function Balance({ amount, currency }: { amount: string; currency?: string }) {
  const t = useT('vat');
  if (isZero(amount)) return <Amount value={amount} currency={currency} />;
  const back = isNegative(amount);
  return (
    <span className="whitespace-nowrap">
      <Amount value={back ? negated(amount) : amount} currency={currency} />{' '}
      <span className={`text-sm font-normal ${back ? 'text-pos' : 'text-muted'}`}>
        {t(back ? 'toGetBack' : 'toPay')}
      </span>
    </span>
  );
}
