import { useState } from 'react';
import type { FieldRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { DateInput } from '@/ui/date-field';
import { Field } from '@/ui/field';
import { INPUT } from '@/ui/field-look';
import { MoneyInput } from '@/ui/money-input';
import { Provenance } from './provenance';
import { asText, kindOf, type SimpleField } from './read-fields';
import { RemarkList } from './remark-list';

interface FieldRowProps {
  name: SimpleField;
  read: FieldRead | undefined;
  value: unknown;
  remarks: readonly string[];
  doubtful: boolean;
  error: string | undefined;
  /** In half the width there is room for how sure, not for from where. */
  compact: boolean;
  countFrom?: Day | null;
  onActive: (name: SimpleField) => void;
  onChange: (value: string | null) => void;
}

/** One field as it was read: how sure, from where, what is doubtful about it, and the way to correct it. */
export function FieldRow(props: FieldRowProps) {
  const { name, read, value, remarks, doubtful, error, compact, countFrom, onActive, onChange } = props;
  const fieldName = useT('field');
  const text = asText(value);
  const kind = kindOf(name);
  const onFocus = () => onActive(name);

  return (
    <div data-field={name}>
      <Field
        label={fieldName(name)}
        error={error}
        hint={remarks.length > 0 && <RemarkList remarks={remarks} />}
        aside={read && <Provenance read={read} compact={compact && read.source !== 'user'} />}
      >
        {(ids) => (
          <div className={doubtful ? '[&_input]:border-warn [&_input]:bg-warn-soft/50' : ''}>
            {kind === 'money' && <MoneyInput {...ids} onFocus={onFocus} value={text} onChange={onChange} />}
            {kind === 'date' && (
              <DateInput {...ids} onFocus={onFocus} value={text} onChange={onChange} countFrom={countFrom ?? null} />
            )}
            {kind === 'text' && <TextInput {...ids} name={name} value={text} onFocus={onFocus} onChange={onChange} />}
          </div>
        )}
      </Field>
    </div>
  );
}

interface TextInputProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
  name: SimpleField;
  value: string | null;
  onFocus: () => void;
  onChange: (value: string | null) => void;
}

/** Numbers with check digits: half a number is not wrong, it is not finished. */
const CHECKED: ReadonlySet<SimpleField> = new Set<SimpleField>([
  'supplier_vat_number',
  'customer_vat_number',
  'supplier_iban',
  'currency',
]);

/** Saves while typing; an IBAN is shown in groups of four when nobody is in it. */
function TextInput({ name, value, onFocus, onChange, ...ids }: TextInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = name === 'supplier_iban' ? (value ?? '').replace(/(.{4})(?=.)/g, '$1 ') : (value ?? '');
  return (
    <input
      {...ids}
      value={typed ?? shown}
      autoComplete="off"
      spellCheck={false}
      onFocus={() => {
        setTyped(shown);
        onFocus();
      }}
      onChange={(event) => {
        setTyped(event.target.value);
        if (!CHECKED.has(name)) onChange(cleaned(name, event.target.value));
      }}
      onBlur={() => {
        const final = typed === null ? value : cleaned(name, typed);
        if (CHECKED.has(name) && final !== value) onChange(final);
        setTyped(null);
      }}
      className={`${INPUT} ${name === 'supplier_iban' || name === 'payment_reference' ? 'figures' : ''}`}
    />
  );
}

function cleaned(name: SimpleField, typed: string): string | null {
  const text = typed.trim();
  if (name === 'supplier_iban') return text.replace(/\s/g, '').toUpperCase() || null;
  if (name === 'currency') return text.toUpperCase() || null;
  if (name.endsWith('vat_number')) return text.replace(/[\s.]/g, '').toUpperCase() || null;
  return text || null;
}
