import type { EntryShown } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { FigureTable } from '@/ui/figure-table';
import { EntryLink } from '../entry-link';

/** The same amounts to be read. */
export function HistoryTable({ entries, own }: { entries: readonly EntryShown[]; own: string }) {
  const t = useT('anomalies');
  return (
    <FigureTable
      caption={t('usually')}
      columns={[{ label: t('date') }, { label: t('number') }, { label: t('amount'), figure: true }]}
    >
      {entries.map((one) => (
        <tr key={one.entry_id} className={`border-t border-line ${one.entry_id === own ? 'font-semibold' : ''}`}>
          <td className="py-1">
            <DateText day={one.booked_on} />
          </td>
          <td className="py-1">
            <EntryLink entry={one} className="rounded hover:underline">
              {one.reference || t('unnumbered')}
            </EntryLink>
            {one.entry_id === own && <span className="ml-2 text-xs font-normal text-muted">{t('thisOne')}</span>}
          </td>
          <td className="num py-1">
            <Amount value={one.amount} currency={one.currency} />
          </td>
        </tr>
      ))}
    </FigureTable>
  );
}
