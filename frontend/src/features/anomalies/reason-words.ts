import type { AnomalyReasonRead } from '@/api/gen/types.gen';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatDay } from '@/lib/dates';
import { useAmountText } from '@/ui/amount';
import { useNumbers } from './numbers';

type Reason = Pick<AnomalyReasonRead, 'control' | 'figures'>;

const MONEY = ['amount', 'usual', 'limit', 'total', 'net', 'vat', 'step'];
const DAYS = ['date', 'other_date', 'former_date'];
const COUNTS = ['entries', 'count', 'compared'];
const SHARES = ['percent', 'expected'];
const ACCOUNTS = ['iban', 'former'];

/** One figure of a reason by its name; empty where there is none. */
export function figureOf({ figures }: Pick<Reason, 'figures'>, name: string): string {
  return figures.find((figure) => figure.name === name)?.value ?? '';
}

/** "few_entries 1.3" names a feature and how far out it is: the names, the farthest first. */
export function featuresOf({ figures }: Pick<Reason, 'figures'>): string[] {
  return figures.filter(({ name }) => name === 'feature').map(({ value }) => value.split(' ')[0] ?? '');
}

/** In groups of four, as on a bank card. */
export const groupedIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ');

/** A reason with its figures as a sentence that says what was seen, and compared with what. */
export function useReasonText(): (reason: Reason, currency: string) => string {
  const t = useT('anomalies');
  const money = useAmountText();
  const locale = useFormatLocale();
  const numbers = useNumbers();

  function shown(name: string, value: string, currency: string): string | number {
    if (MONEY.includes(name)) return money(value, currency);
    if (DAYS.includes(name)) return value ? formatDay(value, locale) : t('noDate');
    if (COUNTS.includes(name)) return Number(value);
    if (SHARES.includes(name)) return numbers.percent(Number(value));
    if (ACCOUNTS.includes(name)) return groupedIban(value);
    if (name === 'kind') return t(`dayKinds.${value as 'sunday'}`);
    if (name === 'missing') return t(`lack.${value as 'date'}`);
    if (name === 'alteration') return t(`alterations.${(value || 'none') as 'none'}`);
    return value || '–';
  }

  return (reason, currency) => {
    const values = Object.fromEntries(
      reason.figures.map(({ name, value }) => [name, shown(name, value, currency)] as const),
    );
    const features = featuresOf(reason).map((name) => t(`names.${name as 'outlier'}`).toLocaleLowerCase(locale));
    const one = reason.control === 'sequence_gap' && figureOf(reason, 'first') === figureOf(reason, 'last');
    const key = one ? 'sequence_gap_one' : reason.control;
    return t(`reason.${key}`, { ...values, features: features.join(', ') } as never);
  };
}
