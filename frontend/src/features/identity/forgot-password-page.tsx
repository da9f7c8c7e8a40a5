import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import { requestPasswordReset } from '@/api/gen/sdk.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { SubmitButton } from '@/ui/submit-button';
import { DoorLink } from './door-link';
import { Entrance } from './entrance';
import { typedEmail } from './typed-email';
import { looksLikeEmail } from './typed-form';

/** Asks for a link; what is answered tells nobody whether there is such an account. */
export function ForgotPasswordPage() {
  const t = useT('entrance');
  const [email, setEmail] = useState(typedEmail.get());
  const [wrong, setWrong] = useState<string>();
  const ask = useMutation({
    meta: { quiet: true },
    mutationFn: async (address: string) =>
      void (await requestPasswordReset({ body: { email: address }, throwOnError: true })),
  });
  const { byField, rest } = useFormErrors(ask.error, ['email']);
  const wait = useWait(ask.error);
  const foot = t.rich('forgot.foot', { link: (words) => <DoorLink to="/sign-in">{words}</DoorLink> });

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const address = email.trim();
    const mistake = looksLikeEmail(address) ? undefined : t(address ? 'notAnEmail' : 'fillIn');
    setWrong(mistake);
    if (mistake) return event.currentTarget.querySelector('input')?.focus();
    typedEmail.set(address);
    ask.mutate(address);
  }

  if (ask.isSuccess) {
    return (
      <Entrance arrived title={t('forgot.sentTitle')} text={t('forgot.sentText', { email: email.trim() })} foot={foot}>
        <p className="mb-4 text-sm text-muted">{t('forgot.sentHint')}</p>
        <Button onClick={() => ask.reset()}>{t('forgot.again')}</Button>
      </Entrance>
    );
  }

  return (
    <Entrance title={t('forgot.title')} text={t('forgot.text')} foot={foot}>
      <form noValidate onSubmit={send} className="flex flex-col gap-4">
        <TextField
          label={t('email')}
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={wrong ?? byField.email}
        />
        <FormProblem messages={rest} />
        <SubmitButton busy={ask.isPending} wait={wait}>
          {t('forgot.action')}
        </SubmitButton>
      </form>
    </Entrance>
  );
}
