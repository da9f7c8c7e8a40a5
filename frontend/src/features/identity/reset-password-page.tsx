import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import { resetPassword } from '@/api/gen/sdk.gen';
import { closeSession } from '@/api/session';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { FormProblem } from '@/ui/form-problem';
import { SubmitButton } from '@/ui/submit-button';
import { Entrance } from './entrance';
import { endOfLink, LinkFailure } from './link-failure';
import { useMailedToken } from './mailed-link';
import { NewPasswordField, usePasswordCheck } from './new-password-field';
import { NoToken } from './no-token';
import { focusField } from './typed-form';

export function ResetPasswordPage() {
  const { token, forget } = useMailedToken();
  if (!token) return <NoToken />;
  return <Reset key={token} token={token} forget={forget} />;
}

/** A new password for who received our mail. All sessions end, so the way on is signing in with it. */
function Reset({ token, forget }: { token: string; forget: () => void }) {
  const t = useT('entrance');
  const client = useQueryClient();
  const check = usePasswordCheck();
  const [wrong, setWrong] = useState<string>();
  const reset = useMutation({
    meta: { quiet: true },
    mutationFn: async (password: string) =>
      void (await resetPassword({ body: { token, password }, throwOnError: true })),
    onSuccess: () => {
      closeSession();
      client.removeQueries();
    },
    onSettled: (_, error) => {
      if (!error || endOfLink(error)) forget();
    },
  });
  const { byField, rest } = useFormErrors(reset.error, ['password']);
  const wait = useWait(reset.error);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    const mistake = check(password);
    setWrong(mistake);
    if (mistake) focusField(event.currentTarget, 'password');
    else reset.mutate(password);
  }

  if (reset.isSuccess) {
    return (
      <Entrance arrived title={t('reset.done')} text={t('reset.doneText')}>
        <Link to="/sign-in" className={buttonClass('primary')}>
          {t('signIn.action')}
        </Link>
      </Entrance>
    );
  }
  if (endOfLink(reset.error)) {
    return (
      <LinkFailure error={reset.error} onRetry={() => reset.reset()}>
        {() => (
          <Link to="/forgot-password" className={buttonClass('primary')}>
            {t('reset.again')}
          </Link>
        )}
      </LinkFailure>
    );
  }
  return (
    <Entrance title={t('reset.title')} text={t('reset.text')}>
      <form noValidate onSubmit={send} className="flex flex-col gap-4">
        <NewPasswordField label={t('reset.password')} autoFocus error={wrong ?? byField.password} />
        <FormProblem messages={rest} />
        <SubmitButton busy={reset.isPending} wait={wait}>
          {t('reset.action')}
        </SubmitButton>
      </form>
    </Entrance>
  );
}
