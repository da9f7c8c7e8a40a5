import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import type { MfaAsked } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';
import { DoorLink } from './door-link';
import { Entrance } from './entrance';
import { isChallenge, useSignIn } from './mutations';
import { safeReturn } from './safe-return';
import { SecondStep } from './second-step';
import { typedEmail } from './typed-email';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { return_to } = route.useSearch();
  const router = useRouter();
  const [asked, setAsked] = useState<{ challenge: MfaAsked; email: string } | null>(null);
  // In its place: who goes back from the books does not meet the door.
  const goOn = () => router.history.replace(safeReturn(return_to));
  if (asked)
    return <SecondStep asked={asked.challenge} email={asked.email} onIn={goOn} onAgain={() => setAsked(null)} />;
  return <FirstStep onIn={goOn} onChallenge={(challenge, email) => setAsked({ challenge, email })} />;
}

interface FirstStepProps {
  /** Why one is asked, where one was in already: then nothing leads away from the page below. */
  text?: string;
  onIn: () => void;
  onChallenge: (challenge: MfaAsked, email: string) => void;
}

/** E-mail address and password. */
export function FirstStep({ text, onIn, onChallenge }: FirstStepProps) {
  const t = useT('entrance');
  const signIn = useSignIn();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const { byField, rest } = useFormErrors(signIn.error, ['email', 'password']);
  const wait = useWait(signIn.error);
  const errorOf = (name: string) => (missing.has(name) ? t('fillIn') : byField[name]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const asked = { email: String(typed.get('email')).trim(), password: String(typed.get('password')) };
    const empty = Object.entries(asked)
      .filter(([, value]) => !value)
      .map(([name]) => name);
    setMissing(new Set(empty));
    if (empty[0]) return event.currentTarget.querySelector<HTMLInputElement>(`[name=${empty[0]}]`)?.focus();
    signIn.mutate(asked, {
      onSuccess: (outcome) => (isChallenge(outcome) ? onChallenge(outcome, asked.email) : onIn()),
      onError: () => form.current?.querySelector<HTMLInputElement>('[name=password]')?.select(),
    });
  }

  return (
    <Entrance
      title={t('signIn.title')}
      text={text ?? t('signIn.text')}
      foot={!text && t.rich('signIn.foot', { link: (words) => <DoorLink to="/sign-up">{words}</DoorLink> })}
    >
      <form ref={form} noValidate onSubmit={send} className="flex flex-col gap-4">
        <TextField
          label={t('email')}
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          defaultValue={typedEmail.get()}
          onChange={(event) => typedEmail.set(event.target.value)}
          error={errorOf('email')}
        />
        <PasswordField
          label={t('password')}
          name="password"
          autoComplete="current-password"
          aside={
            <DoorLink to="/forgot-password" {...(text && { target: '_blank' })}>
              {t('signIn.forgot')}
            </DoorLink>
          }
          error={errorOf('password')}
        />
        <FormProblem messages={rest} />
        <SubmitButton busy={signIn.isPending} wait={wait}>
          {t('signIn.action')}
        </SubmitButton>
      </form>
    </Entrance>
  );
}
