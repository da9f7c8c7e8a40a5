import type { AnomalyReasonRead, EntryShown } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { EntryLink } from '../entry-link';
import { figureOf } from '../reason-words';

interface SplitPartsProps {
  entry: EntryShown;
  parts: readonly EntryShown[];
  reason: AnomalyReasonRead;
}

const CELL = 'px-3 py-1.5';

/** Every part just below the limit, and together above it. */
export function SplitParts({ entry, parts, reason }: SplitPartsProps) {
  const t = useT('anomalies');
  const [limit, total, count] = ['limit', 'total', 'count'].map((name) => figureOf(reason, name));
  const { currency } = entry;
  return (
    <div className="overflow-x-auto rounded-md border border-line">
      <table className="w-full text-sm">
        <caption className="sr-only">{t('partsCaption')}</caption>
        <thead>
          <tr className="border-b border-line bg-sunken/50 text-left text-xs text-muted">
            {(['date', 'number'] as const).map((name) => (
              <th key={name} scope="col" className={`${CELL} font-medium`}>
                {t(name)}
              </th>
            ))}
            <th scope="col" className={`num ${CELL} font-medium`}>
              {t('amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => {
            const own = part.entry_id === entry.entry_id;
            return (
              <tr key={part.entry_id} className={`border-b border-line ${own ? 'bg-accent-soft/60 font-medium' : ''}`}>
                <td className={CELL}>
                  <DateText day={part.booked_on} />
                </td>
                <td className={CELL}>
                  <EntryLink entry={part} className="rounded hover:underline">
                    {part.reference || t('unnumbered')}
                  </EntryLink>
                  {own && <span className="ml-2 text-xs text-muted">{t('thisOne')}</span>}
                </td>
                <td className={`num ${CELL}`}>
                  <Amount value={part.amount} currency={currency} />
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr className="border-b border-line font-semibold">
            <th scope="row" colSpan={2} className={`${CELL} text-left`}>
              {t('together', { count: Number(count) })}
            </th>
            <td className={`num ${CELL}`}>
              <Amount value={total} currency={currency} />
            </td>
          </tr>
          <tr className="text-muted">
            <th scope="row" colSpan={2} className={`${CELL} text-left font-normal`}>
              {t('theLimit')}
            </th>
            <td className={`num ${CELL}`}>
              <Amount value={limit} currency={currency} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
