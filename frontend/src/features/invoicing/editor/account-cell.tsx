import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { accountsOptions, useAccountChoices } from '@/api/accounts';
import { useT } from '@/i18n/i18n';
import { Combobox } from '@/ui/combobox';
import { INPUT } from '@/ui/field-look';

interface AccountCellProps {
  label: string;
  value: string | null;
  /** What is taken while nothing was chosen. */
  proposed: string | undefined;
  invalid: boolean;
  /** What stands there while nothing was chosen and nothing is proposed. */
  empty?: string;
  onChange: (code: string | null) => void;
}

/** The account of a line: plain text until somebody comes to change it, so that a thousand lines stay light. */
export function AccountCell(props: AccountCellProps) {
  const t = useT('editor');
  const [active, setActive] = useState(false);
  const chart = useQuery(accountsOptions()).data;
  if (active) return <Choosing {...props} />;
  const code = props.value ?? props.proposed;
  const name = chart?.find((one) => one.code === code)?.name;
  return (
    <input
      aria-label={props.label}
      aria-invalid={props.invalid}
      readOnly
      title={name}
      value={code ? [code, name].filter(Boolean).join(' ') : ''}
      placeholder={props.empty ?? t('proposed')}
      onFocus={() => setActive(true)}
      className={`${INPUT} truncate ${props.value ? '' : 'text-muted'}`}
    />
  );
}

function Choosing({ label, value, proposed, empty, onChange }: AccountCellProps) {
  const t = useT('editor');
  const place = useRef<HTMLDivElement>(null);
  const { choices, ...search } = useAccountChoices();
  useEffect(() => place.current?.querySelector('input')?.focus(), []);
  return (
    <div ref={place}>
      <Combobox
        label={label}
        choices={choices}
        {...search}
        clearable
        value={value}
        placeholder={proposed ?? empty ?? t('proposed')}
        onChange={onChange}
      />
    </div>
  );
}
