import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { FormProblem } from '@/ui/form-problem';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';
import { focusField, typedInto } from '../typed-form';

interface PasswordStepProps {
  action: string;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSend: (password: string) => void;
}

/** Asks for the password again, to be sure it is you. */
export function PasswordStep({ action, busy, error, onCancel, onSend }: PasswordStepProps) {
  const t = useT('security');
  const common = useT('common');
  const [missing, setMissing] = useState(false);
  const { byField, rest } = useFormErrors(error, ['current_password']);
  const wait = useWait(error);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { current_password } = typedInto(event.currentTarget, ['current_password']);
    setMissing(!current_password);
    if (current_password) onSend(current_password);
    else focusField(event.currentTarget, 'current_password');
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <PasswordField
        label={t('password.current')}
        name="current_password"
        autoComplete="current-password"
        autoFocus
        hint={t('password.why')}
        error={missing ? t('password.missing') : byField.current_password}
      />
      <FormProblem messages={rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{common('cancel')}</Button>
        <SubmitButton busy={busy} wait={wait}>
          {action}
        </SubmitButton>
      </div>
    </form>
  );
}
