import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import { useLocale, useT } from '@/i18n/i18n';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { SubmitButton } from '@/ui/submit-button';
import { CountryAndVat } from './country-and-vat';
import { DoorLink } from './door-link';
import { Entrance } from './entrance';
import { useSignUp } from './mutations';
import { NewPasswordField, usePasswordCheck } from './new-password-field';
import { focusField, looksLikeEmail, typedInto } from './typed-form';

const FIELDS = ['full_name', 'company_name', 'country', 'vat_number', 'email', 'password'] as const;
type FieldName = (typeof FIELDS)[number];

export function SignUpPage() {
  const t = useT('entrance');
  const locale = useLocale();
  const navigate = useNavigate();
  const signUp = useSignUp();
  const checkPassword = usePasswordCheck();
  const wait = useWait(signUp.error);
  const [known, setKnown] = useState<readonly string[]>([]);
  const [own, setOwn] = useState<Partial<Record<FieldName, string>>>({});
  const { byField, rest } = useFormErrors(signUp.error, FIELDS);
  const errorOf = (name: FieldName) => own[name] ?? byField[name];

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = typedInto(form, FIELDS);
    const wrong: Partial<Record<FieldName, string>> = {};
    if (typed.email && !looksLikeEmail(typed.email)) wrong.email = t('notAnEmail');
    const password = checkPassword(typed.password);
    if (password) wrong.password = password;
    for (const name of FIELDS) if (name !== 'vat_number' && !typed[name]) wrong[name] = t('fillIn');
    setOwn(wrong);
    const first = FIELDS.find((name) => wrong[name]);
    if (first) return focusField(form, first);
    const { vat_number, ...rest } = typed;
    signUp.mutate(
      { ...rest, vat_number: vat_number || null, language: locale },
      { onSuccess: () => void navigate({ to: '/', replace: true }) },
    );
  }

  return (
    <Entrance
      title={t('signUp.title')}
      text={t('signUp.text')}
      foot={t.rich('signUp.foot', { link: (words) => <DoorLink to="/sign-in">{words}</DoorLink> })}
    >
      <form
        noValidate
        onSubmit={send}
        // What is being mended is not held against them any longer.
        onChange={({ target }) => {
          const { name } = target as Partial<HTMLInputElement>;
          setOwn((wrong) => ({ ...wrong, [name as FieldName]: undefined }));
        }}
        // What was typed above is the first that anybody would try.
        onBlur={(event) => setKnown(Object.values(typedInto(event.currentTarget, FIELDS.slice(0, -1))))}
        className="flex flex-col gap-4"
      >
        <TextField label={t('name')} name="full_name" autoComplete="name" autoFocus error={errorOf('full_name')} />
        <TextField
          label={t('company')}
          name="company_name"
          autoComplete="organization"
          error={errorOf('company_name')}
        />
        <CountryAndVat error={errorOf('vat_number')} />
        <TextField label={t('email')} name="email" type="email" autoComplete="username" error={errorOf('email')} />
        <NewPasswordField label={t('password')} known={known} error={errorOf('password')} />
        <FormProblem messages={rest} />
        <SubmitButton busy={signUp.isPending} wait={wait}>
          {t('signUp.action')}
        </SubmitButton>
      </form>
    </Entrance>
  );
}
