import { type FormEvent, useMemo, useState } from 'react';
import { useAccountChoices } from '@/api/accounts';
import { useFormErrors } from '@/api/form-errors';
import { begins, useBooksAccounts, useCurrency, useMay } from '@/api/me';
import { useDayRate } from '@/api/rates';
import { useT } from '@/i18n/i18n';
import { today } from '@/lib/dates';
import { paidWith } from '@/lib/exchange';
import { isZero } from '@/lib/money';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { Combobox } from '@/ui/combobox';
import { DateInput } from '@/ui/date-field';
import { Dialog } from '@/ui/dialog';
import { Field, TextField } from '@/ui/field';
import { MoneyInput } from '@/ui/money-input';
import { usePay, useUndoPayment } from '../mutations';
import type { DeedDialogProps } from './deed-dialog';
import { DeedFoot } from './deed-foot';
import { bookedRate, SeenByBank, stillOwed } from './seen-by-bank';

const FIELDS = ['amount', 'paid_on', 'account_code', 'discount', 'write_off', 'charges', 'amount_in_books', 'memo'];

export default function PayDialog({ open, onClose, invoice }: DeedDialogProps) {
  const t = useT('invoices');
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t(invoice.kind === 'credit_note' ? 'deed.refund' : 'payTitle')}
      text={t.rich('payText', { open: () => <Amount value={invoice.open_amount} currency={invoice.currency} /> })}
    >
      <PayForm key={`${invoice.id}-${invoice.version}`} onClose={onClose} invoice={invoice} />
    </Dialog>
  );
}

const given = (amount: string) => (isZero(amount) ? null : amount);

/** What was paid, when and where; part of it is fine. Undoing it is one click away. */
function PayForm({ onClose, invoice }: Omit<DeedDialogProps, 'open'>) {
  const t = useT('invoices');
  const books = useCurrency();
  const accounts = useBooksAccounts();
  const may = useMay();
  const pay = usePay();
  const undo = useUndoPayment();
  const { choices, found, ...search } = useAccountChoices();
  const money = useMemo(() => choices.filter((one) => begins(one.code, accounts?.money)), [choices, accounts]);
  const [typed, setTyped] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>(today());
  const [account, setAccount] = useState<string | null>(accounts?.bank ?? null);
  const [discount, setDiscount] = useState<string | null>(given(invoice.granted_discount));
  const [writeOff, setWriteOff] = useState<string | null>(given(invoice.granted_write_off));
  /** What its invoice was settled with beside money is no refund, and stands there from the start. */
  const [opened] = useState(discount !== null || writeOff !== null);
  const [charges, setCharges] = useState<string | null>(null);
  const [inBooks, setInBooks] = useState<string | null>(null);
  const [differs, setDiffers] = useState(false);
  const [memo, setMemo] = useState('');
  /** Only a customer who pays an invoice owes what reminding cost, and interest. */
  const owesCharges = invoice.direction === 'sale' && invoice.kind === 'invoice';
  const { byField, rest } = useFormErrors(pay.error, FIELDS);
  const abroad = invoice.currency !== books;
  const dayRate = useDayRate(invoice.currency, abroad ? day : null);
  const rate = dayRate === null ? bookedRate(invoice) : dayRate;
  const bought = abroad && inBooks && rate;
  const owed = stillOwed(invoice, discount, writeOff);
  /** Until somebody types it: what the money of the bank pays at the rate of that day, or all that is not let go. */
  const amount = typed ?? (bought ? paidWith(inBooks, owed, rate, invoice.currency) : owed);

  /** What was refused, and that a difference is meant, is about the amounts and the day as they were. */
  function anew<Value>(set: (value: Value) => void): (value: Value) => void {
    return (value) => {
      set(value);
      setDiffers(false);
      if (pay.isError) pay.reset();
    };
  }

  function send(event: FormEvent) {
    event.preventDefault();
    const asked = {
      amount,
      paid_on: day,
      ...(account && { account_code: account }),
      ...(discount && { discount }),
      ...(writeOff && { write_off: writeOff }),
      ...(charges && { charges }),
      ...(inBooks && { amount_in_books: inBooks }),
      ...(differs && { accept_exchange_difference: true }),
      memo: memo.trim() || null,
    };
    pay.mutate(
      { id: invoice.id, version: invoice.version, asked },
      {
        onSuccess: (paid) => {
          onClose();
          const entry = paid.settlements.findLast((one) => one.kind === 'payment')?.entry_id;
          toast({
            tone: 'done',
            title: t(isZero(paid.open_amount) ? 'paidToast' : 'partlyPaidToast'),
            topic: `payment-${invoice.id}`,
            ...(entry &&
              may('ledger:reverse') && {
                action: { label: t('undo'), run: () => undo.mutate({ entry, reason: t('undoReason') }) },
              }),
          });
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-4">
        <Field label={t('amountIn', { currency: invoice.currency })} error={byField.amount}>
          {(ids) => <MoneyInput {...ids} value={amount} onChange={anew(setTyped)} />}
        </Field>
        <Field label={t('paidOn')} error={byField.paid_on}>
          {(ids) => <DateInput {...ids} value={day} onChange={anew(setDay)} />}
        </Field>
      </div>
      {abroad && (
        <SeenByBank
          invoice={invoice}
          paid={amount}
          rate={dayRate}
          value={inBooks}
          onChange={anew(setInBooks)}
          error={byField.amount_in_books}
          refused={pay.error}
          differs={differs}
          onDiffers={setDiffers}
        />
      )}
      <Field label={t('moneyAccount')} error={byField.account_code}>
        {(ids) => (
          <Combobox
            id={ids.id}
            describedBy={ids['aria-describedby']}
            choices={money}
            found={found.filter((code) => begins(code, accounts?.money))}
            {...search}
            value={account}
            onChange={setAccount}
          />
        )}
      </Field>
      <details open={opened}>
        <summary className="w-fit rounded text-sm font-medium text-muted hover:text-ink">{t('lessPaid')}</summary>
        <div className="mt-3 grid grid-cols-2 gap-4">
          <Field label={t('promptDiscount')} error={byField.discount}>
            {(ids) => <MoneyInput {...ids} value={discount} onChange={anew(setDiscount)} />}
          </Field>
          <Field label={t('smallDifference')} error={byField.write_off}>
            {(ids) => <MoneyInput {...ids} value={writeOff} onChange={anew(setWriteOff)} />}
          </Field>
          <p className="col-span-full text-sm text-muted">{t(opened ? 'lessRefundedText' : 'lessPaidText')}</p>
        </div>
      </details>
      {owesCharges && (
        <details>
          <summary className="w-fit rounded text-sm font-medium text-muted hover:text-ink">{t('morePaid')}</summary>
          <div className="mt-3">
            <Field label={t('charges', { currency: books })} hint={t('chargesHint')} error={byField.charges}>
              {(ids) => <MoneyInput {...ids} value={charges} onChange={setCharges} />}
            </Field>
          </div>
        </details>
      )}
      <TextField
        label={t('memo')}
        value={memo}
        maxLength={200}
        placeholder={t('memoExample')}
        onChange={(event) => setMemo(event.target.value)}
        error={byField.memo}
      />
      <DeedFoot messages={rest} confirm={t('payConfirm')} busy={pay.isPending} onClose={onClose} />
    </form>
  );
}
