import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { Entrance } from './entrance';
import { useFormErrors } from './form-errors';
import { FormProblem } from './form-problem';
import { useSignIn } from './mutations';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const t = useT('entrance');
  const { return_to } = route.useSearch();
  const router = useRouter();
  const signIn = useSignIn();
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const { byField, rest } = useFormErrors(signIn.error, ['email', 'password']);
  const errorOf = (name: string) => (missing.has(name) ? t('fillIn') : byField[name]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const asked = { email: String(form.get('email')).trim(), password: String(form.get('password')) };
    const empty = Object.entries(asked)
      .filter(([, value]) => !value)
      .map(([name]) => name);
    setMissing(new Set(empty));
    if (empty[0]) return event.currentTarget.querySelector<HTMLInputElement>(`[name=${empty[0]}]`)?.focus();
    signIn.mutate(asked, { onSuccess: () => router.history.push(safeReturn(return_to)) });
  }

  return (
    <Entrance
      title={t('signIn.title')}
      text={t('signIn.text')}
      foot={t.rich('signIn.foot', {
        link: (words) => (
          <Link to="/sign-up" className="rounded font-medium text-accent underline-offset-2 hover:underline">
            {words}
          </Link>
        ),
      })}
    >
      <form noValidate onSubmit={send} className="flex flex-col gap-4">
        <TextField
          label={t('email')}
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          error={errorOf('email')}
        />
        <TextField
          label={t('password')}
          name="password"
          type="password"
          autoComplete="current-password"
          error={errorOf('password')}
        />
        <FormProblem messages={rest} />
        <Button type="submit" variant="primary" busy={signIn.isPending}>
          {t('signIn.action')}
        </Button>
      </form>
    </Entrance>
  );
}

/** Back to where the door was closed, but only to a page of ours. */
export function safeReturn(asked: string | undefined): string {
  return asked && /^\/(?![/\\])/.test(asked) ? asked : '/';
}
