import type { ReactNode } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { useT } from '@/i18n/i18n';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';

interface AccountFieldProps {
  label: string;
  value: string | null;
  /** What the account is called, should it not be among those at hand. */
  fallbackName: string | null;
  hint?: ReactNode;
  onChange: (code: string) => void;
  onFocus: () => void;
}

/** Which account bears the cost: by code, by name in any of the three languages, or by what people call it. */
export function AccountField({ label, value, fallbackName, hint, onChange, onFocus }: AccountFieldProps) {
  const t = useT('review');
  const { choices, ...search } = useAccountChoices();
  const known = !value || !fallbackName || choices.some((choice) => choice.value === value);
  const all = known ? choices : [{ value, code: value, label: fallbackName }, ...choices];
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <Combobox
          id={ids.id}
          describedBy={ids['aria-describedby']}
          choices={all}
          {...search}
          value={value}
          placeholder={t('chooseAccount')}
          onChange={(code) => code && onChange(code)}
          onFocus={onFocus}
        />
      )}
    </Field>
  );
}
