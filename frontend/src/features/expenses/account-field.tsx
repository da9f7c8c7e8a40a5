import { useAccountChoices } from '@/api/accounts';
import type { CategoryRead, ExpenseMake, ExpenseRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';

interface AccountFieldProps {
  draft: ExpenseMake;
  expense: ExpenseRead | undefined;
  category: CategoryRead | undefined;
  error: string | undefined;
  onChange: (account: string | null) => void;
}

/** Which account bears it, where that is not its category's. */
export function AccountField({ draft, expense, category, error, onChange }: AccountFieldProps) {
  const t = useT('expenses');
  const { choices, ...search } = useAccountChoices();
  const own = category && expense && expense.account_code !== category.account_code ? expense.account_code : null;
  return (
    <Field label={t('account')} error={error}>
      {(ids) => (
        <Combobox
          id={ids.id}
          describedBy={ids['aria-describedby']}
          choices={choices}
          {...search}
          clearable
          value={draft.account_code === undefined ? own : draft.account_code}
          placeholder={category ? t('accountOfCategory', { account: category.account_code }) : t('accountHint')}
          onChange={onChange}
        />
      )}
    </Field>
  );
}
