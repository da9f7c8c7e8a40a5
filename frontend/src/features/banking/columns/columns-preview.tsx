import type { Columns, ColumnsGuess } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { orderOf, readRow } from './columns';

/** How the first rows would be read, as one chooses; what cannot be read says so. */
export function ColumnsPreview({ guess, mapping }: { guess: ColumnsGuess; mapping: Columns }) {
  const t = useT('banking');
  const read = { ...mapping, order: orderOf(guess, mapping) };
  const rows = guess.rows.map((row) => readRow(row, guess.headers, read));
  return (
    <section aria-labelledby="would-read" className="overflow-hidden rounded-lg border border-line bg-surface">
      <h2 id="would-read" className="border-b border-line px-4 py-2.5 text-sm font-semibold">
        {t('wouldRead')}
      </h2>
      <ul>
        {rows.map((row, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a row of a file is its place
            key={index}
            className="grid grid-cols-[8rem_minmax(0,1fr)_minmax(0,1.6fr)_8rem] items-baseline gap-x-4 border-b border-line px-4 py-2 text-sm last:border-0 max-md:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span className="max-md:order-3">
              {row.day ? <DateText day={row.day} /> : <span className="text-neg">{t('noDay')}</span>}
            </span>
            <span className="truncate font-medium max-md:order-1">{row.name || '–'}</span>
            <span className="truncate text-muted max-md:order-4">{row.text}</span>
            <span className="num max-md:order-2">
              {row.amount === null ? <span className="text-neg">{t('noAmount')}</span> : <Amount value={row.amount} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
