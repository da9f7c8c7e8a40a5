import type { ExpenseMake, ExpenseRead } from '@/api/gen/types.gen';
import { useMay, useMe } from '@/api/me';
import { useMembers } from '@/api/members';
import { useT } from '@/i18n/i18n';
import { SelectField } from '@/ui/field';

interface SpenderFieldProps {
  draft: ExpenseMake;
  expense: ExpenseRead | undefined;
  error: string | undefined;
  onChange: (spender: string) => void;
}

/** Who spent it: only an approver may say that it was somebody else. */
export function SpenderField({ draft, expense, error, onChange }: SpenderFieldProps) {
  const t = useT('expenses');
  const me = useMe();
  const members = useMembers().map(({ id, full_name }) => ({ id, name: full_name }));
  const approves = useMay()('expenses:approve');
  const spender = draft.spender_id ?? expense?.spender_id ?? me?.id ?? '';
  const gone = expense && !members.some(({ id }) => id === expense.spender_id);
  const people = gone ? [{ id: expense.spender_id, name: expense.spender ?? '–' }, ...members] : members;
  if (!approves || people.length < 2) return null;
  return (
    <SelectField
      label={t('spender')}
      value={spender}
      error={error}
      hint={spender === me?.id ? undefined : t('spenderHint')}
      onChange={(event) => onChange(event.target.value)}
    >
      {people.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
