import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { contactOptions } from '@/api/contacts';
import type { RuleRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { trimmed } from '@/lib/money';
import { Amount } from '@/ui/amount';

/** A rule in words: when it applies, and where the amount goes. */
export function RuleText({ rule }: { rule: Pick<RuleRead, 'conditions' | 'shares'> }) {
  const t = useT('banking');
  const { direction, text, counterparty, iban, smallest, largest, currency } = rule.conditions;
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
    currency && t('ifCurrency', { currency }),
  ].filter(Boolean);
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
      →{' '}
      <span className="figures text-ink">
        {rule.shares.map(({ account_code, percent, contact_id }, place) => (
          <Fragment
            // biome-ignore lint/suspicious/noArrayIndexKey: a share is its place
            key={place}
          >
            {place > 0 && ' + '}
            {account_code}
            {contact_id && <ContactName id={contact_id} />}
            {rule.shares.length > 1 && ` ${trimmed(String(percent))} %`}
          </Fragment>
        ))}
      </span>
    </span>
  );
}

/** Whom a share is about; nothing until the name is known. */
function ContactName({ id }: { id: string }) {
  const contact = useQuery(contactOptions(id)).data;
  return contact ? ` (${contact.name})` : null;
}
