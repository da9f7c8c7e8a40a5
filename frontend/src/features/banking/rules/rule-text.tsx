import type { ReactNode } from 'react';
import type { RuleRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { trimmed } from '@/lib/money';
import { Amount } from '@/ui/amount';

/** A rule in words: when it applies, and where the amount goes. */
export function RuleText({ rule }: { rule: Pick<RuleRead, 'conditions' | 'shares'> }) {
  const t = useT('banking');
  const { direction, text, counterparty, iban, smallest, largest } = rule.conditions;
  const told: ReactNode[] = [
    direction === 'in' && t('moneyIn'),
    direction === 'out' && t('moneyOut'),
    counterparty && t('ifName', { words: counterparty }),
    text && t('ifText', { words: text }),
    iban && t('ifIban', { iban }),
    smallest && (
      <>
        ≥ <Amount value={smallest} />
      </>
    ),
    largest && (
      <>
        ≤ <Amount value={largest} />
      </>
    ),
  ].filter(Boolean);
  const shares = rule.shares.map(({ account_code, percent }) =>
    rule.shares.length === 1 ? account_code : `${account_code} ${trimmed(String(percent))} %`,
  );
  return (
    <span className="block text-sm text-muted">
      {told.map((one, place) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions stand in a fixed order
          key={place}
        >
          {place > 0 && ' · '}
          {one}
        </span>
      ))}{' '}
      → <span className="figures text-ink">{shares.join(' + ')}</span>
    </span>
  );
}
