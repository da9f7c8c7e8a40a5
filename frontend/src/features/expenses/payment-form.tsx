import { type FormEvent, useState } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { useFormErrors } from '@/api/form-errors';
import type { Reimburse } from '@/api/gen/types.gen';
import { begins, useBooksAccounts } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { today } from '@/lib/dates';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { DateInput } from '@/ui/date-field';
import { Field } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';

interface PaymentFormProps {
  error: unknown;
  busy: boolean;
  confirm: string;
  onPay: (paid: Reimburse) => void;
  onClose: () => void;
}

/** From which account it was paid back, and on which day. */
export function PaymentForm({ error, busy, confirm, onPay, onClose }: PaymentFormProps) {
  const t = useT('expenses');
  const common = useT('common');
  const { choices, ...search } = useAccountChoices();
  const accounts = useBooksAccounts();
  const [account, setAccount] = useState<string | null>(accounts?.bank ?? null);
  const [day, setDay] = useState<string | null>(today());
  const { byField, rest } = useFormErrors(error, ['account_code', 'on']);

  function send(event: FormEvent) {
    event.preventDefault();
    onPay({ account_code: account, on: day });
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <Field label={t('paidFrom')} error={byField.account_code}>
        {(ids) => (
          <Combobox
            id={ids.id}
            choices={choices.filter((choice) => begins(choice.code, accounts?.banks))}
            {...search}
            value={account}
            onChange={setAccount}
          />
        )}
      </Field>
      <Field label={t('paidOn')} error={byField.on}>
        {(ids) => <DateInput {...ids} value={day} onChange={setDay} />}
      </Field>
      <FormProblem messages={rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {confirm}
        </Button>
      </div>
    </form>
  );
}
