import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { DateInput } from '@/ui/date-field';
import { Field, SelectField, TextField } from '@/ui/field';
import { JOURNALS, type JournalName } from '../ledger-search';

export interface Head {
  journal: JournalName;
  day: Day | null;
  memo: string;
}

interface EntryHeadProps {
  head: Head;
  onChange: (change: Partial<Head>) => void;
  errors: { day?: string | undefined; memo?: string | undefined };
  /** What comes back, and what a template begins, has no day of its own. */
  undated?: boolean;
}

/** When, in which journal, and what for. */
export function EntryHead({ head, onChange, errors, undated = false }: EntryHeadProps) {
  const t = useT('books');
  const ledger = useT('ledger');
  return (
    <div className="grid grid-cols-[9.5rem_11rem_minmax(0,1fr)] gap-3 border-b border-line p-4 max-md:grid-cols-1">
      {!undated && (
        <Field label={t('day')} error={errors.day}>
          {(ids) => <DateInput {...ids} value={head.day} onChange={(day) => onChange({ day })} />}
        </Field>
      )}
      <SelectField
        label={t('journal')}
        value={head.journal}
        onChange={(event) => onChange({ journal: event.target.value as JournalName })}
      >
        {JOURNALS.map((name) => (
          <option key={name} value={name}>
            {ledger(`journals.${name}`)}
          </option>
        ))}
      </SelectField>
      <div className={undated ? 'col-span-2 max-md:col-span-1' : ''}>
        <TextField
          label={t('memo')}
          name="memo"
          value={head.memo}
          maxLength={300}
          autoComplete="off"
          placeholder={t('memoHint')}
          onChange={(event) => onChange({ memo: event.target.value })}
          error={errors.memo}
        />
      </div>
    </div>
  );
}
