import type { Columns, ColumnsGuess } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Select } from '@/ui/select';
import { FIELDS, fieldOf, standsTwice, withField } from './columns';

interface ColumnRowsProps {
  guess: ColumnsGuess;
  mapping: Columns;
  onChange: (mapping: Columns) => void;
}

const EXAMPLES = 3;

/** Each column of the file with what stands in it, and a choice of what it is. */
export function ColumnRows({ guess, mapping, onChange }: ColumnRowsProps) {
  const t = useT('banking');
  const count = Math.max(guess.headers.length, ...guess.rows.map((row) => row.length));
  return (
    <ul aria-label={t('columnsOfFile')} className="overflow-hidden rounded-lg border border-line bg-surface">
      {Array.from({ length: count }, (_, place) => {
        const name = guess.headers[place] || t('columnNumber', { number: place + 1 });
        const header = guess.headers[place] && standsTwice(guess.headers, place) ? `${name} (#${place + 1})` : name;
        const examples = guess.rows.map((row) => row[place]?.trim()).filter(Boolean);
        const field = fieldOf(mapping, guess.headers, place);
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            key={place}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)_14rem] items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0 max-md:grid-cols-1"
          >
            <span className={`truncate ${field ? 'font-medium' : 'text-muted'}`}>{header}</span>
            <span className="truncate text-sm text-muted">
              {[...new Set(examples)].slice(0, EXAMPLES).join(' · ') || t('emptyColumn')}
            </span>
            <Select
              aria-label={t('columnIs', { column: header })}
              value={field}
              onChange={(event) => onChange(withField(mapping, guess.headers, place, event.target.value))}
            >
              <option value="">{t('notUsed')}</option>
              {FIELDS.map((name) => (
                <option key={name} value={name}>
                  {t(`fields.${name}`)}
                </option>
              ))}
            </Select>
          </li>
        );
      })}
    </ul>
  );
}
