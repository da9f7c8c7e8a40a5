import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { useDebounced } from '@/lib/use-debounced';
import { Dialog } from '@/ui/dialog';
import { type LetterDraft, LetterFields } from '@/ui/letter-fields';
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
  const [draft, setDraft] = useState<LetterDraft>({
    to: invoice.sent_to ?? invoice.buyer.email ?? '',
    language: invoice.language,
    message: '',
  });
  const [wrong, setWrong] = useState(false);
  const [to, message, language] = [draft.to.trim(), draft.message.trim(), draft.language ?? invoice.language];
  const settled = useDebounced(message, 300);
  const letter = useQuery(letterOptions(invoice.id, { language, message: settled || null }));
  const { byField, rest } = useFormErrors(send.error, ['to', 'language', 'message']);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const mistake = !/^\S+@\S+\.\S+$/.test(to);
    setWrong(mistake);
    if (mistake) return event.currentTarget.querySelector('input')?.focus();
    send.mutate(
      {
        id: invoice.id,
        version: invoice.version,
        asked: { to, language, message: message || null },
      },
      {
        onSuccess: () => {
          onClose();
          toast({ tone: 'done', title: t('sentToast', { to }) });
        },
      },
    );
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <LetterFields
        labels={{ to: t('to'), language: t('mailLanguage'), message: t('ownWords'), messageHint: t('ownWordsHint') }}
        draft={draft}
        onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
        errors={{ to: wrong ? t('notAnEmail') : byField.to, message: byField.message }}
        letter={letter.data}
        stale={letter.isPlaceholderData || settled !== message}
      />
      <DeedFoot messages={rest} confirm={t('sendNow')} busy={send.isPending} onClose={onClose} />
    </form>
  );
}
