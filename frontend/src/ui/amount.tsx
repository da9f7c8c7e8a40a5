import { useFormatLocale, useT } from '@/i18n/i18n';
import { type Decimal, formatDecimal, formatMoney, isNegative } from '@/lib/money';
import { usePrivacy } from '@/lib/preferences';

interface AmountProps {
  value: Decimal | null | undefined;
  /** Left out where a column or heading already names the currency. */
  currency?: string | null | undefined;
  /** Negative amounts in red beside their minus sign: for balances and differences. */
  signed?: boolean;
}

/** An amount where only text can stand, such as in an option; as exact, and hidden when amounts are. */
export function useAmountText(): (value: Decimal, currency: string) => string {
  const locale = useFormatLocale();
  const hidden = usePrivacy();
  return (value, currency) => (hidden ? '•••••' : formatMoney(value, currency, locale));
}

/** The only way to show money: exact, two decimals, masked in privacy mode. */
export function Amount({ value, currency, signed = false }: AmountProps) {
  const t = useT();
  const locale = useFormatLocale();
  const hidden = usePrivacy();
  if (value === null || value === undefined || value === '') return <span className="text-muted">–</span>;
  if (hidden) {
    return (
      <span className="figures whitespace-nowrap">
        <span aria-hidden>•••••</span>
        <span className="sr-only">{t('common.hiddenAmount')}</span>
      </span>
    );
  }
  const text = currency ? formatMoney(value, currency, locale) : formatDecimal(value, locale);
  return <span className={`figures whitespace-nowrap ${signed && isNegative(value) ? 'text-neg' : ''}`}>{text}</span>;
}
