import type { EntryShown } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { Fact } from '@/ui/fact';
import { EntryLink } from '../entry-link';
import { groupedIban } from '../reason-words';
import { Marked } from './marked';

interface IbansProps {
  title: string;
  now: string;
  /** The account before, where it has changed. */
  before?: string;
  /** Entries that speak for it: earlier ones, or those of somebody else. */
  entries: readonly EntryShown[];
}

/** An account beside the one before, with what was paid there. */
export function Ibans({ title, now, before, entries }: IbansProps) {
  const t = useT('anomalies');
  return (
    <div className="rounded-md border border-line">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 border-b border-line px-3 py-2 text-sm">
        <Fact label={t('ibanNow')}>
          <Marked text={groupedIban(now)} beside={before === undefined ? groupedIban(now) : groupedIban(before)} />
        </Fact>
        {before !== undefined && (
          <Fact label={t('ibanFormer')}>
            <Marked text={groupedIban(before)} beside={groupedIban(now)} />
          </Fact>
        )}
      </dl>
      <h4 className="px-3 pt-2 text-xs font-medium text-muted">{title}</h4>
      <ul className="divide-y divide-line px-3 pb-1 text-sm">
        {entries.map((entry) => (
          <li key={entry.entry_id} className="flex flex-wrap items-baseline gap-x-3 py-1.5">
            <span className="text-muted">
              <DateText day={entry.booked_on} />
            </span>
            <span className="min-w-0 flex-1 truncate">
              <EntryLink entry={entry}>{entry.reference || entry.counterparty || t('unnumbered')}</EntryLink>{' '}
              {entry.reference && <span className="text-muted">{entry.counterparty}</span>}
            </span>
            <span className="num">
              <Amount value={entry.amount} currency={entry.currency} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
