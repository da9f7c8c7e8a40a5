import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { Notice } from '@/ui/notice';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';
import { focusField, typedInto } from '../typed-form';
import { useDisableMfa } from './mutations';

const FIELDS = ['current_password', 'code'] as const;
type Name = (typeof FIELDS)[number];

/** Switching it off takes both steps once more. */
export function DisableForm({ required, onDone }: { required: boolean; onDone: () => void }) {
  const t = useT('security');
  const common = useT('common');
  const disable = useDisableMfa();
  const [own, setOwn] = useState<Partial<Record<Name, string>>>({});
  const { byField, rest } = useFormErrors(disable.error, FIELDS);
  const wait = useWait(disable.error);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = typedInto(event.currentTarget, FIELDS);
    const wrong: Partial<Record<Name, string>> = {
      ...(typed.current_password ? {} : { current_password: t('password.missing') }),
      ...(typed.code.length >= 6 ? {} : { code: t('disable.codeMissing') }),
    };
    setOwn(wrong);
    const first = FIELDS.find((name) => wrong[name]);
    if (first) return focusField(event.currentTarget, first);
    disable.mutate(typed, {
      onSuccess: () => {
        toast({ tone: 'done', title: t('disable.done') });
        onDone();
      },
    });
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      {required ? (
        <Notice tone="warn" title={t('disable.required')}>
          {t('disable.requiredText')}
        </Notice>
      ) : (
        <p className="text-muted">{t('disable.text')}</p>
      )}
      <PasswordField
        label={t('password.current')}
        name="current_password"
        autoComplete="current-password"
        autoFocus
        error={own.current_password ?? byField.current_password}
      />
      <TextField
        label={t('disable.code')}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        hint={t('disable.codeHint')}
        error={own.code ?? byField.code}
      />
      <FormProblem messages={rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{common('cancel')}</Button>
        <SubmitButton variant="danger" busy={disable.isPending} wait={wait}>
          {t('mfa.disable')}
        </SubmitButton>
      </div>
    </form>
  );
}
