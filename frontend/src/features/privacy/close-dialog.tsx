import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import type { Closed } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { DateText } from '@/ui/date-text';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';
import { useCloseCompany } from './mutations';

interface CloseDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  company: string;
}

export default function CloseDialog({ open, onOpenChange, company }: CloseDialogProps) {
  const t = useT('closing');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('dialog', { company })}>
      <CloseForm company={company} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

/** What stops and what is kept; then the name, letter by letter, and the password. Ends with how long the books are kept. */
function CloseForm({ company, onClose }: { company: string; onClose: () => void }) {
  const t = useT('closing');
  const common = useT('common');
  const close = useCloseCompany();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [closed, setClosed] = useState<Closed | null>(null);
  const { byField, rest } = useFormErrors(close.error, ['name', 'current_password']);
  const wait = useWait(close.error);
  const ready = name.trim() === company && password !== '';

  function send(event: FormEvent) {
    event.preventDefault();
    if (ready) close.mutate({ name: name.trim(), current_password: password }, { onSuccess: setClosed });
  }

  if (closed) {
    return (
      <div role="status" className="flex flex-col gap-4">
        <p>{t.rich('done', { day: () => <DateText day={closed.books_kept_until} /> })}</p>
        <div className="flex justify-end">
          <Button variant="primary" autoFocus onClick={onClose}>
            {common('close')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <ul className="flex list-disc flex-col gap-1.5 pl-5">
        <li>{t('stops')}</li>
        <li>{t('kept')}</li>
        <li>{t('goes')}</li>
        <li>{t('final')}</li>
      </ul>
      <TextField
        label={t('typeName', { company })}
        value={name}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setName(event.target.value)}
        error={byField.name}
      />
      <PasswordField
        label={t('currentPassword')}
        name="current_password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={byField.current_password}
      />
      <FormProblem messages={rest} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <SubmitButton variant="danger" busy={close.isPending} wait={wait} disabled={!ready}>
          {t('action')}
        </SubmitButton>
      </div>
    </form>
  );
}
