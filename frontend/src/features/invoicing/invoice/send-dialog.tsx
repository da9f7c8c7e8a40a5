import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { LANGUAGE_NAMES, LOCALES, type Locale, useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { useDebounced } from '@/lib/use-debounced';
import { Dialog } from '@/ui/dialog';
import { Field, SelectField, TextField } from '@/ui/field';
import { Letter } from '@/ui/letter';
import { useSend } from '../mutations';
import { letterOptions } from '../queries';
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

/** To whom, in which language, with a word of one's own; below it the mail as it will be read. */
function SendForm({ onClose, invoice }: Omit<DeedDialogProps, 'open'>) {
  const t = useT('invoices');
  const send = useSend();
  const [to, setTo] = useState(invoice.sent_to ?? invoice.buyer.email ?? '');
  const [language, setLanguage] = useState<Locale>(invoice.language);
  const [message, setMessage] = useState('');
  const [wrong, setWrong] = useState(false);
  const settled = useDebounced(message.trim(), 300);
  const letter = useQuery(letterOptions(invoice.id, { language, message: settled || null }));
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
      <Letter letter={letter.data} stale={letter.isPlaceholderData || settled !== message.trim()} />
      <DeedFoot messages={rest} confirm={t('sendNow')} busy={send.isPending} onClose={onClose} />
    </form>
  );
}
