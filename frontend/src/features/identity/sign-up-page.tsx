import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useLocale, useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { Entrance } from './entrance';
import { useFormErrors } from './form-errors';
import { FormProblem } from './form-problem';
import { useSignUp } from './mutations';

const FIELDS = ['full_name', 'company_name', 'vat_number', 'email', 'password'] as const;
type FieldName = (typeof FIELDS)[number];
const SHORTEST_PASSWORD = 8;

export function SignUpPage() {
  const t = useT('entrance');
  const locale = useLocale();
  const navigate = useNavigate();
  const signUp = useSignUp();
  const [own, setOwn] = useState<Partial<Record<FieldName, string>>>({});
  const { byField, rest } = useFormErrors(signUp.error, FIELDS);
  const errorOf = (name: FieldName) => own[name] ?? byField[name];

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = Object.fromEntries(
      FIELDS.map((name) => [name, String(new FormData(form).get(name)).trim()]),
    ) as Record<FieldName, string>;
    const wrong: Partial<Record<FieldName, string>> = {};
    for (const name of FIELDS) if (name !== 'vat_number' && !typed[name]) wrong[name] = t('fillIn');
    if (typed.email && !/^\S+@\S+\.\S+$/.test(typed.email)) wrong.email = t('notAnEmail');
    if (typed.password && typed.password.length < SHORTEST_PASSWORD) wrong.password = t('passwordShort');
    setOwn(wrong);
    const first = FIELDS.find((name) => wrong[name]);
    if (first) return form.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    const { vat_number, ...rest } = typed;
    signUp.mutate(
      { ...rest, vat_number: vat_number || null, language: locale },
      { onSuccess: () => void navigate({ to: '/' }) },
    );
  }

  return (
    <Entrance
      title={t('signUp.title')}
      text={t('signUp.text')}
      foot={t.rich('signUp.foot', {
        link: (words) => (
          <Link to="/sign-in" className="rounded font-medium text-accent underline-offset-2 hover:underline">
            {words}
          </Link>
        ),
      })}
    >
      <form noValidate onSubmit={send} className="flex flex-col gap-4">
        <TextField label={t('name')} name="full_name" autoComplete="name" autoFocus error={errorOf('full_name')} />
        <TextField
          label={t('company')}
          name="company_name"
          autoComplete="organization"
          error={errorOf('company_name')}
        />
        <TextField
          label={t('vatNumber')}
          name="vat_number"
          autoComplete="off"
          placeholder="BE0123456749"
          aside={<span className="text-muted">{t('optional')}</span>}
          error={errorOf('vat_number')}
        />
        <TextField label={t('email')} name="email" type="email" autoComplete="username" error={errorOf('email')} />
        <TextField
          label={t('password')}
          name="password"
          type="password"
          autoComplete="new-password"
          hint={t('passwordHint')}
          error={errorOf('password')}
        />
        <FormProblem messages={rest} />
        <Button type="submit" variant="primary" busy={signUp.isPending}>
          {t('signUp.action')}
        </Button>
      </form>
    </Entrance>
  );
}
