import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { type Decimal, isZero, sum } from '@/lib/money';
import { Amount } from '@/ui/amount';
import type { DraftLine } from './draft';
import { differenceOf } from './draft';
import type { DryRun } from './use-dry-run';

interface BalanceBarProps {
  lines: readonly DraftLine[];
  currency: string;
  /** What the books make of it: needed where a line is in another currency. */
  run?: DryRun;
}

/** The sums of both sides and what is missing between them, with every key pressed. */
export function BalanceBar({ lines, currency, run }: BalanceBarProps) {
  const t = useT('books');
  const typed = differenceOf(lines);
  const told = run?.outcome;
  const difference: Decimal | null = typed ?? told?.difference ?? null;
  const [debit, credit] =
    typed === null
      ? [told?.total_debit, told?.total_credit]
      : [sum(lines.map((line) => line.debit ?? '0')), sum(lines.map((line) => line.credit ?? '0'))];
  const even = difference !== null && isZero(difference);
  const Icon = even ? CircleCheck : TriangleAlert;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_8.5rem_8.5rem_4.5rem] items-center gap-2 px-4 py-3 max-md:grid-cols-2">
      <p
        role="status"
        className={`flex items-center gap-2 font-medium max-md:col-span-2 ${even ? 'text-muted' : 'text-warn'}`}
      >
        <Icon size={16} aria-hidden className={even ? 'text-pos' : ''} />
        {even ? (
          t('even')
        ) : (
          <span>
            {t('difference')} <Amount value={difference} currency={currency} />
          </span>
        )}
      </p>
      <span className="num pr-2.5 font-semibold">
        <span className="sr-only">{t('debit')} </span>
        <Amount value={debit} />
      </span>
      <span className="num pr-2.5 font-semibold">
        <span className="sr-only">{t('credit')} </span>
        <Amount value={credit} />
      </span>
    </div>
  );
}
