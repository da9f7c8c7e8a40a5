import { type FormEvent, useState } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { useFormErrors } from '@/api/form-errors';
import type { ExpenseRead } from '@/api/gen/types.gen';
import { begins, useBooksAccounts, useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { today } from '@/lib/dates';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { DateInput } from '@/ui/date-field';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { useReimburseExpense } from './mutations';

interface ReimburseDialogProps {
  open: boolean;
  expense: ExpenseRead;
  onClose: () => void;
}

export default function ReimburseDialog({ open, expense, onClose }: ReimburseDialogProps) {
  const t = useT('expenses');
  const books = useCurrency();
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('reimburseTitle', { name: expense.spender ?? '' })}
      text={
        <>
          {t('reimburseText')} <Amount value={expense.owed_amount} currency={books} />
        </>
      }
    >
      <PaymentForm expense={expense} onClose={onClose} />
    </Dialog>
  );
}

function PaymentForm({ expense, onClose }: Omit<ReimburseDialogProps, 'open'>) {
  const t = useT('expenses');
  const common = useT('common');
  const reimburse = useReimburseExpense();
  const { choices, ...search } = useAccountChoices();
  const accounts = useBooksAccounts();
  const [account, setAccount] = useState<string | null>(accounts?.bank ?? null);
  const [day, setDay] = useState<string | null>(today());
  const { byField, rest } = useFormErrors(reimburse.error, ['account_code', 'on']);

  function send(event: FormEvent) {
    event.preventDefault();
    reimburse.mutate(
      { expense, body: { account_code: account, on: day } },
      {
        onSuccess: () => {
          toast({ tone: 'done', title: t('reimbursed') });
          onClose();
        },
      },
    );
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
        <Button type="submit" variant="primary" busy={reimburse.isPending}>
          {t('reimburse')}
        </Button>
      </div>
    </form>
  );
}
