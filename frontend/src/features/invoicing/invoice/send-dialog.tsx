import { Paperclip } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { useMe } from '@/api/me';
import { LANGUAGE_NAMES, LOCALES, type Locale, useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { Dialog } from '@/ui/dialog';
import { Field, SelectField, TextField } from '@/ui/field';
import { useSend } from '../mutations';
import type { DeedDialogProps } from './deed-dialog';
import { DeedFoot } from './deed-foot';

export default function SendDialog({ open, onClose, invoice }: DeedDialogProps) {
  const t = useT('invoices');
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t(invoice.sent_at ? 'deed.sendAgain' : 'deed.send')}
    >
      <SendForm onClose={onClose} invoice={invoice} />
    </Dialog>
  );
}

/** To whom, in which language, with a word of one's own; beside it what the mail will tell. */
function SendForm({ onClose, invoice }: Omit<DeedDialogProps, 'open'>) {
  const t = useT('invoices');
  const send = useSend();
  const [to, setTo] = useState(invoice.sent_to ?? invoice.buyer.email ?? '');
  const [language, setLanguage] = useState<Locale>(invoice.language);
  const [message, setMessage] = useState('');
  const [wrong, setWrong] = useState(false);
  const { byField, rest } = useFormErrors(send.error, ['to', 'language', 'message']);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const mistake = !/^\S+@\S+\.\S+$/.test(to.trim());
    setWrong(mistake);
    if (mistake) return event.currentTarget.querySelector('input')?.focus();
    send.mutate(
      {
        id: invoice.id,
        version: invoice.version,
        asked: { to: to.trim(), language, message: message.trim() || null },
      },
      {
        onSuccess: () => {
          onClose();
          toast({ tone: 'done', title: t('sentToast', { to: to.trim() }) });
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid grid-cols-[minmax(0,1fr)_11rem] gap-4 max-sm:grid-cols-1">
        <TextField
          label={t('to')}
          type="email"
          value={to}
          autoComplete="off"
          onChange={(event) => setTo(event.target.value)}
          error={wrong ? t('notAnEmail') : byField.to}
        />
        <SelectField
          label={t('mailLanguage')}
          value={language}
          onChange={(event) => setLanguage(event.target.value as Locale)}
        >
          {LOCALES.map((one) => (
            <option key={one} value={one} lang={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
        </SelectField>
      </div>
      <Field label={t('ownWords')} hint={t('ownWordsHint')} error={byField.message}>
        {(ids) => (
          <textarea
            {...ids}
            rows={3}
            maxLength={2000}
            value={message}
            onChange={(event) => setMessage(event.target.value)}
            className="rounded-md border border-edge bg-surface px-2.5 py-2 max-md:text-lg"
          />
        )}
      </Field>
      <Letter invoice={invoice} message={message} />
      <DeedFoot messages={rest} confirm={t('sendNow')} busy={send.isPending} onClose={onClose} />
    </form>
  );
}

/** What the customer will read, in the order of the mail. */
function Letter({ invoice, message }: { invoice: DeedDialogProps['invoice']; message: string }) {
  const t = useT('invoices');
  const company = useMe()?.tenant.name ?? '';
  const day = invoice.kind === 'quote' ? invoice.valid_until : invoice.due_on;
  const asksForMoney = invoice.kind === 'invoice';
  const told: [string, ReactNode][] = [
    [t('total'), <Amount key="total" value={invoice.total_amount} currency={invoice.currency} />],
    [
      t(invoice.kind === 'quote' ? 'validUntil' : 'dueOn'),
      invoice.kind !== 'credit_note' && day && <DateText day={day} />,
    ],
    [t('account'), asksForMoney && invoice.seller.iban],
    [t('reference'), asksForMoney && invoice.payment_reference],
  ];
  return (
    <section aria-label={t('preview')} className="rounded-md border border-line bg-bg p-4">
      <p className="border-b border-line pb-2 text-sm">
        <span className="text-muted">{t('subject')}</span>{' '}
        <span className="font-medium">
          {t(`kinds.${invoice.kind}`)} {invoice.number} – {company}
        </span>
      </p>
      {message.trim() && <p className="mt-3 whitespace-pre-line">{message.trim()}</p>}
      <dl className="mt-3 grid grid-cols-[9rem_minmax(0,1fr)] gap-y-1 text-sm">
        {told.map(
          ([label, value]) =>
            value && (
              <div key={label} className="contents">
                <dt className="text-muted">{label}</dt>
                <dd className="figures">{value}</dd>
              </div>
            ),
        )}
      </dl>
      <p className="mt-3 flex items-center gap-2 text-sm text-muted">
        <Paperclip size={14} aria-hidden />
        {invoice.number}.pdf
      </p>
    </section>
  );
}
