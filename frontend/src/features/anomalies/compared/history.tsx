import type { EntryShown, FindingDetail } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { useAmountText } from '@/ui/amount';
import { HistoryPlot } from './history-plot';
import { HistoryTable } from './history-table';

/** The latest amounts of a counterparty, oldest first; the finding's own is among them, whenever it was. */
export function latestWith(latest: readonly EntryShown[], entry: EntryShown | null): EntryShown[] {
  const missing = entry && !latest.some((one) => one.entry_id === entry.entry_id);
  const day = (one: EntryShown) => one.booked_on ?? '';
  return [...latest, ...(missing ? [entry] : [])].toSorted((one, other) => day(one).localeCompare(day(other)));
}

/** What this counterparty usually comes to, with the finding marked among it. */
export function History({ finding }: { finding: FindingDetail }) {
  const t = useT('anomalies');
  const money = useAmountText();
  const { history, entry, currency, counterparty } = finding;
  if (!history || history.entries < 2) return null;
  const shown = latestWith(history.latest, entry);
  const inBooks = (value: string) => money(value, currency);
  return (
    <section aria-label={t('usually')} className="border-b border-line px-4 py-3">
      <h3 className="text-sm font-semibold">{t('usuallyAt', { name: counterparty || t('unnamed') })}</h3>
      <p className="mb-4 text-sm text-muted">
        {t('usuallyText', {
          count: history.entries,
          middle: inBooks(history.middle),
          smallest: inBooks(history.smallest),
          largest: inBooks(history.largest),
        })}
      </p>
      <figure aria-label={t('usually')}>
        <HistoryPlot entries={shown} own={finding.entry_id} middle={history.middle} currency={currency} />
        <HistoryTable entries={shown} own={finding.entry_id} />
      </figure>
    </section>
  );
}
