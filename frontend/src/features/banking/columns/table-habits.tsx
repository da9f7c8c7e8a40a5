import { useState } from 'react';
import type { Columns } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Checkbox } from '@/ui/checkbox';
import { SelectField, TextField } from '@/ui/field';

interface TableHabitsProps {
  mapping: Columns;
  onChange: (change: Partial<Columns>) => void;
}

/** How this bank writes numbers and days, and which words it has for money that goes out. */
export function TableHabits({ mapping, onChange }: TableHabitsProps) {
  const t = useT('banking');
  return (
    <div className="grid grid-cols-4 gap-4 rounded-lg border border-line bg-surface px-4 py-3 max-lg:grid-cols-2 max-sm:grid-cols-1">
      <SelectField
        label={t('decimals')}
        value={mapping.decimals ?? ''}
        onChange={(event) => onChange({ decimals: (event.target.value || null) as Columns['decimals'] })}
      >
        <option value="">{t('byItself')}</option>
        <option value=",">1.234,50</option>
        <option value=".">1,234.50</option>
      </SelectField>
      <SelectField
        label={t('dateOrder')}
        value={mapping.order ?? ''}
        onChange={(event) => onChange({ order: (event.target.value || null) as Columns['order'] })}
      >
        <option value="">{t('byItself')}</option>
        <option value="dmy">31/12/2026</option>
        <option value="mdy">12/31/2026</option>
        <option value="ymd">2026-12-31</option>
      </SelectField>
      {!mapping.columns.currency && (
        <TextField
          label={t('currency')}
          hint={t('currencyOfTable')}
          value={mapping.currency ?? ''}
          maxLength={3}
          placeholder="EUR"
          autoComplete="off"
          onChange={(event) => onChange({ currency: event.target.value.toUpperCase() || null })}
        />
      )}
      {mapping.columns.sign && (
        <WordsField
          label={t('debitWords')}
          hint={t('debitWordsHint')}
          words={mapping.debit_words ?? []}
          onChange={(words) => onChange({ debit_words: words.length > 0 ? words : null })}
        />
      )}
      {mapping.columns.state && (
        <WordsField
          label={t('onlyStates')}
          hint={t('onlyStatesHint')}
          words={mapping.only ?? []}
          onChange={(words) => onChange({ only: words.length > 0 ? words : null })}
        />
      )}
      {mapping.columns.fee && (
        <div className="self-center">
          <Checkbox
            checked={mapping.fee_is_extra ?? false}
            onChange={(on) => onChange({ fee_is_extra: on })}
            label={t('feeIsExtra')}
          />
        </div>
      )}
    </div>
  );
}

interface WordsFieldProps {
  label: string;
  hint: string;
  words: readonly string[];
  onChange: (words: string[]) => void;
}

function WordsField({ label, hint, words, onChange }: WordsFieldProps) {
  const [typed, setTyped] = useState(words.join(', '));
  return (
    <TextField
      label={label}
      hint={hint}
      value={typed}
      autoComplete="off"
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(
          event.target.value
            .split(',')
            .map((word) => word.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}
