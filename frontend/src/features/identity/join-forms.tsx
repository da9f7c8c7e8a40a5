import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import type { MfaAsked, OfferRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useLocale, useT } from '@/i18n/i18n';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';
import { isChallenge, useJoin } from './mutations';
import { NewPasswordField, usePasswordCheck } from './new-password-field';
import { focusField, typedInto } from './typed-form';

interface JoinProps {
  token: string;
  offer: OfferRead;
  onIn: () => void;
  onChallenge: (challenge: MfaAsked) => void;
}

/** Somebody new: a name and a password make the account; the address is known, and shown to be theirs by the link. */
export function JoinNew({ token, offer, onIn, onChallenge }: JoinProps) {
  const t = useT('entrance');
  const invited = useT('invitation');
  const language = useLocale();
  const join = useJoin();
  const check = usePasswordCheck();
  const [own, setOwn] = useState<Record<string, string>>({});
  const [name, setName] = useState('');
  const { byField, rest } = useFormErrors(join.error, ['full_name', 'password']);
  const wait = useWait(join.error);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = typedInto(event.currentTarget, ['full_name', 'password']);
    const password = check(typed.password);
    const wrong = {
      ...(typed.full_name ? {} : { full_name: t('fillIn') }),
      ...(password ? { password } : {}),
    };
    setOwn(wrong);
    const first = Object.keys(wrong)[0];
    if (first) focusField(event.currentTarget, first);
    else {
      join.mutate(
        { token, ...typed, language },
        { onSuccess: (outcome) => (isChallenge(outcome) ? onChallenge(outcome) : onIn()) },
      );
    }
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      <Address email={offer.email} />
      <TextField
        label={t('name')}
        name="full_name"
        autoComplete="name"
        autoFocus
        onBlur={(event) => setName(event.target.value)}
        error={own.full_name ?? byField.full_name}
      />
      <NewPasswordField
        label={t('password')}
        known={[name, offer.email, offer.company_name]}
        error={own.password ?? byField.password}
      />
      <FormProblem messages={rest} />
      <SubmitButton busy={join.isPending} wait={wait}>
        {invited('createAndJoin')}
      </SubmitButton>
    </form>
  );
}

/** Somebody with an account who is not signed in with it here: the password will do, and the second step if they have one. */
export function JoinByPassword({
  token,
  offer,
  onIn,
  onChallenge,
  signedInAs,
}: JoinProps & { signedInAs: string | undefined }) {
  const t = useT('entrance');
  const invited = useT('invitation');
  const join = useJoin();
  const [missing, setMissing] = useState(false);
  const { byField, rest } = useFormErrors(join.error, ['password']);
  const wait = useWait(join.error);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { password } = typedInto(event.currentTarget, ['password']);
    setMissing(!password);
    if (!password) return focusField(event.currentTarget, 'password');
    join.mutate(
      { token, password },
      { onSuccess: (outcome) => (isChallenge(outcome) ? onChallenge(outcome) : onIn()) },
    );
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      {signedInAs && (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          {invited('somebodyElse', { me: signedInAs, email: offer.email })}
        </p>
      )}
      <Address email={offer.email} />
      <PasswordField
        label={t('password')}
        name="password"
        autoComplete="current-password"
        autoFocus
        error={missing ? t('fillIn') : byField.password}
      />
      <FormProblem messages={rest} />
      <SubmitButton busy={join.isPending} wait={wait}>
        {invited('join')}
      </SubmitButton>
    </form>
  );
}

/** Signed in as who is meant: one button. Where a second step is to be set up first, the password as well. */
export function JoinAsMember(props: JoinProps) {
  const { token, offer, onIn, onChallenge } = props;
  const t = useT('invitation');
  const join = useJoin();
  const { rest } = useFormErrors(join.error, []);
  const wait = useWait(join.error);
  if (asApiError(join.error).code === 'invitation_needs_more') {
    return <JoinByPassword {...props} signedInAs={undefined} />;
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-muted">{t('signedInAs', { email: offer.email })}</p>
      <FormProblem messages={rest} />
      <SubmitButton
        type="button"
        autoFocus
        busy={join.isPending}
        wait={wait}
        onClick={() =>
          join.mutate({ token }, { onSuccess: (outcome) => (isChallenge(outcome) ? onChallenge(outcome) : onIn()) })
        }
      >
        {t('join')}
      </SubmitButton>
    </div>
  );
}

/** Which account this is about; there for password managers too. */
function Address({ email }: { email: string }) {
  const t = useT('entrance');
  return (
    <TextField
      label={t('email')}
      name="email"
      type="email"
      autoComplete="username"
      value={email}
      readOnly
      className="bg-sunken text-muted"
    />
  );
}
