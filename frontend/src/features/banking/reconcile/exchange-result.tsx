import { useQuery } from '@tanstack/react-query';
import type { BankLineRead } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { isNegative, isZero, negated } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { lineOptions } from '../queries';
import { exchangeResult, type ItemPart } from './draft';
import { useTerms } from './drafts';

/** What would be won or lost on the exchange rate, before it is booked. */
export function ExchangeResult({ part, line }: { part: ItemPart; line: BankLineRead }) {
  const t = useT('banking');
  const books = useCurrency();
  const said = useTerms(line.id).rate;
  const abroad = line.currency !== books;
  const known = useQuery({ ...lineOptions(line.id), enabled: abroad }).data?.exchange_rate;
  const rate = abroad ? (said ?? known) : '1';
  const result = rate ? exchangeResult(part, rate) : '0.00';
  if (isZero(result)) return null;
  const lost = isNegative(result);
  return (
    <span className="mt-1 flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
      <span className="text-muted">{t(lost ? 'exchangeLoses' : 'exchangeWins')}</span>
      <span className={`num ${lost ? 'text-warn' : 'text-pos'}`}>
        <Amount value={lost ? negated(result) : result} currency={books} />
      </span>
    </span>
  );
}
