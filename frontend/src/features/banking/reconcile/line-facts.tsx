import type { BankLineRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Badge } from '@/ui/badge';
import { DateText } from '@/ui/date-text';
import { besideReference, shownReference } from './line-details';

/** What the bank says of a line. */
export function LineFacts({ line }: { line: BankLineRead }) {
  const t = useT('banking');
  return (
    <div className="border-b border-line px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="min-w-0 text-lg font-semibold break-words">
          {line.counterparty_name ?? line.counterparty_account ?? t('unnamed')}
        </h2>
        <span className={`figures text-xl font-semibold ${line.amount.startsWith('-') ? '' : 'text-pos'}`}>
          <Amount value={line.amount} currency={line.currency} />
        </span>
      </div>
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-muted">
        <DateText day={line.booked_on} />
        {line.counterparty_name && line.counterparty_account && (
          <span className="figures">{line.counterparty_account}</span>
        )}
        {line.status === 'partly' && (
          <Badge tone="warn">
            {t('stillOpen')} <Amount value={line.open_amount} currency={line.currency} />
          </Badge>
        )}
      </p>
      {(line.text || line.reference) && (
        <p className="mt-1 break-words">
          {line.reference && <span className="figures mr-3 font-medium">{shownReference(line.reference)}</span>}
          {besideReference(line.text, line.reference)}
        </p>
      )}
    </div>
  );
}
