import { Fragment } from 'react';
import type { BankLineRead, EffectsRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { useSay } from '../use-say';

/** What rules would book: how many lines, how much, and which; what could not be booked, with why; and what they
 * leave, with the item that speaks for it. */
export function Effects({ found }: { found: EffectsRead }) {
  const t = useT('banking');
  const say = useSay();
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="text-sm font-medium">
        {t('wouldBook', { count: found.count })}
        {found.totals.map(({ currency, amount }) => (
          <Fragment key={currency}>
            {' · '}
            <Amount value={amount} currency={currency} />
          </Fragment>
        ))}
      </p>
      {found.effects.length > 0 && (
        <ul className="scroll-slim max-h-72 divide-y divide-line overflow-y-auto rounded-md border border-line text-sm">
          {found.effects.map(({ line, parts, rule_name }) => (
            <LineRow
              key={line.id}
              line={line}
              told={`${rule_name} → ${parts.map(({ account_code }) => account_code).join(' + ')}`}
            />
          ))}
        </ul>
      )}
      {found.refused_count > 0 && (
        <>
          <p className="text-sm text-warn">{t('ruleRefused', { count: found.refused_count })}</p>
          <ul className="scroll-slim max-h-40 divide-y divide-line overflow-y-auto rounded-md border border-line text-sm">
            {found.refused.map(({ line, rule_name, problem }) => (
              <LineRow key={line.id} line={line} told={`${rule_name}: ${say(problem)}`} />
            ))}
          </ul>
        </>
      )}
      {found.held_count > 0 && (
        <>
          <p className="text-sm">{t('ruleLeaves', { count: found.held_count })}</p>
          <ul className="scroll-slim max-h-40 divide-y divide-line overflow-y-auto rounded-md border border-line text-sm">
            {found.held.map(({ line, item }) => (
              <LineRow
                key={line.id}
                line={line}
                told={[item.number, item.name].filter(Boolean).join(' · ') || item.text}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** A line of the bank, and what is told of it. */
function LineRow({ line, told }: { line: BankLineRead; told: string }) {
  return (
    <li className="flex items-baseline gap-3 px-3 py-1.5">
      <span className="text-muted">
        <DateText day={line.booked_on} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate">{line.counterparty_name ?? line.text}</span>
        <span className="block truncate text-muted">{told}</span>
      </span>
      <span className="num">
        <Amount value={line.open_amount} currency={line.currency} />
      </span>
    </li>
  );
}
