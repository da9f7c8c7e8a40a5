import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { ContactRead } from '@/api/gen/types.gen';
import { LANGUAGE_NAMES, LOCALES, type Locale, useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { useDebounced } from '@/lib/use-debounced';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, SelectField, TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { Letter } from '@/ui/letter';
import { useSendOpenItems } from './mutations';
import { openItemsLetterOptions } from './queries';

interface SendOpenItemsProps {
  open: boolean;
  onClose: () => void;
  contact: ContactRead;
}

export default function SendOpenItemsDialog({ open, onClose, contact }: SendOpenItemsProps) {
  const t = useT('contacts');
  return (
    <Dialog wide open={open} onOpenChange={(now) => !now && onClose()} title={t('mailOpenItemsTitle')}>
      <SendForm onClose={onClose} contact={contact} />
    </Dialog>
  );
}

/** To whom, in which language, with a word of one's own; below it the mail as it will be read. */
function SendForm({ onClose, contact }: Omit<SendOpenItemsProps, 'open'>) {
  const t = useT('contacts');
  const common = useT('common');
  const send = useSendOpenItems();
  const [to, setTo] = useState(contact.email ?? '');
  const [language, setLanguage] = useState<Locale | null>(contact.language as Locale | null);
  const [message, setMessage] = useState('');
  const settled = useDebounced(message.trim(), 300);
  const letter = useQuery(openItemsLetterOptions(contact.id, { language, message: settled || null }));
  const { byField, rest } = useFormErrors(send.error, ['to', 'email', 'message']);

  function submit(event: FormEvent) {
    event.preventDefault();
    const asked = { to: to.trim() || null, language, message: message.trim() || null };
    send.mutate(
      { id: contact.id, asked },
      {
        onSuccess: (sent) => {
          onClose();
          toast({ tone: 'done', title: t('openItemsMailed', { to: sent.to ?? '' }) });
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid grid-cols-[minmax(0,1fr)_11rem] gap-4 max-sm:grid-cols-1">
        <TextField
          label={t('mailTo')}
          type="email"
          autoComplete="off"
          value={to}
          onChange={(event) => setTo(event.target.value)}
          error={byField.to ?? byField.email}
        />
        <SelectField
          label={t('language')}
          value={language ?? letter.data?.language ?? ''}
          onChange={(event) => setLanguage(event.target.value as Locale)}
        >
          {LOCALES.map((one) => (
            <option key={one} value={one} lang={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
        </SelectField>
      </div>
      <Field label={t('ownWords')} error={byField.message}>
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
      <FormProblem messages={rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={send.isPending}>
          {t('sendNow')}
        </Button>
      </div>
    </form>
  );
}
