import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import type { ContactRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { useDebounced } from '@/lib/use-debounced';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { FormProblem } from '@/ui/form-problem';
import { type LetterDraft, LetterFields } from '@/ui/letter-fields';
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
  const [draft, setDraft] = useState<LetterDraft>({
    to: contact.email ?? '',
    language: contact.language as LetterDraft['language'],
    message: '',
  });
  const { language, message } = { ...draft, message: draft.message.trim() };
  const settled = useDebounced(message, 300);
  const letter = useQuery(openItemsLetterOptions(contact.id, { language, message: settled || null }));
  const { byField, rest } = useFormErrors(send.error, ['to', 'email', 'message']);

  function submit(event: FormEvent) {
    event.preventDefault();
    const asked = { to: draft.to.trim() || null, language, message: message || null };
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
      <LetterFields
        labels={{ to: t('mailTo'), language: t('language'), message: t('ownWords') }}
        draft={draft}
        onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
        errors={{ to: byField.to ?? byField.email, message: byField.message }}
        letter={letter.data}
        stale={letter.isPlaceholderData || settled !== message}
      />
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
