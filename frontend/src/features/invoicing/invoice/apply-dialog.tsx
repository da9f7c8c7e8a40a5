import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Amount, useAmountText } from '@/ui/amount';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { useApply } from '../mutations';
import { openOfContactOptions } from '../queries';
import type { DeedDialogProps } from './deed-dialog';
import { DeedFoot } from './deed-foot';

const FIELDS = ['invoice_id', 'amount'];

/** Pays another open invoice of the same contact with what a credit note has open. */
export default function ApplyDialog({ open, onClose, invoice }: DeedDialogProps) {
  const t = useT('invoices');
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('deed.apply')}
      text={t.rich('applyText', { amount: () => <Amount value={invoice.open_amount} currency={invoice.currency} /> })}
    >
      <ApplyForm key={`${invoice.id}-${invoice.version}`} onClose={onClose} invoice={invoice} />
    </Dialog>
  );
}

function ApplyForm({ onClose, invoice }: Omit<DeedDialogProps, 'open'>) {
  const t = useT('invoices');
  const amountText = useAmountText();
  const apply = useApply();
  const { data: rows = [], isPending, isError } = useQuery(openOfContactOptions(invoice));
  const [chosen, setChosen] = useState<string | null>(null);
  const [amount, setAmount] = useState<string | null>(null);
  const { byField, rest } = useFormErrors(apply.error, FIELDS);
  const target = chosen ?? rows[0]?.id;

  function send(event: FormEvent) {
    event.preventDefault();
    if (!target) return;
    const asked = { invoice_id: target, ...(amount && { amount }) };
    apply.mutate(
      { id: invoice.id, version: invoice.version, asked },
      {
        onSuccess: () => {
          onClose();
          toast({ tone: 'done', title: t('appliedToast', { number: invoice.number ?? '' }) });
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      {isError && <Notice tone="warn" title={t('applyFailed')} />}
      {!isPending && !isError && rows.length === 0 && <Notice tone="neutral" title={t('applyNone')} />}
      {rows.length > 0 && (
        <>
          <Field label={t('applyTo')} error={byField.invoice_id}>
            {(ids) => (
              <Select {...ids} value={target} onChange={(event) => setChosen(event.target.value)}>
                {rows.map((row) => (
                  <option key={row.id} value={row.id}>
                    {row.number} · {t('applyOpen', { amount: amountText(row.open_amount, row.currency) })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('applyAmount')} hint={t('applyAmountHint')} error={byField.amount}>
            {(ids) => <MoneyInput {...ids} value={amount} onChange={setAmount} />}
          </Field>
        </>
      )}
      <DeedFoot
        messages={rest}
        confirm={t('applyNow')}
        busy={apply.isPending}
        disabled={rows.length === 0}
        onClose={onClose}
      />
    </form>
  );
}
