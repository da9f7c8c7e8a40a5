import { type FormEvent, useRef, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import type { Me } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Card } from '@/ui/card';
import { FormProblem } from '@/ui/form-problem';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';
import { NewPasswordField, usePasswordCheck } from '../new-password-field';
import { focusField, typedInto } from '../typed-form';
import { useChangePassword } from './mutations';

const FIELDS = ['current_password', 'password'] as const;
type Name = (typeof FIELDS)[number];

/** Another password; every other session ends with the old one. */
export function ChangePassword({ me }: { me: Me }) {
  const t = useT('security');
  const change = useChangePassword();
  const check = usePasswordCheck();
  const form = useRef<HTMLFormElement>(null);
  const [own, setOwn] = useState<Partial<Record<Name, string>>>({});
  const [round, setRound] = useState(0);
  const { byField, rest } = useFormErrors(change.error, FIELDS);
  const wait = useWait(change.error);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = typedInto(event.currentTarget, FIELDS);
    const mistake = check(typed.password);
    const wrong: Partial<Record<Name, string>> = {
      ...(typed.current_password ? {} : { current_password: t('password.missing') }),
      ...(mistake ? { password: mistake } : {}),
    };
    setOwn(wrong);
    const first = FIELDS.find((name) => wrong[name]);
    if (first) return focusField(event.currentTarget, first);
    change.mutate(typed, {
      onSuccess: () => {
        toast({ tone: 'done', title: t('password.changed'), detail: t('password.changedDetail') });
        setRound((now) => now + 1);
      },
      onError: () => form.current && focusField(form.current, 'current_password'),
    });
  }

  return (
    <Card title={t('password.title')}>
      <form ref={form} key={round} noValidate onSubmit={send} className="flex flex-col gap-4">
        {/* For password managers: whose password it is. */}
        <input type="text" name="username" autoComplete="username" value={me.email} readOnly hidden />
        <PasswordField
          label={t('password.current')}
          name="current_password"
          autoComplete="current-password"
          error={own.current_password ?? byField.current_password}
        />
        <NewPasswordField
          label={t('password.new')}
          known={[me.email, me.full_name, me.tenant.name]}
          error={own.password ?? byField.password}
        />
        <FormProblem messages={rest} />
        <div className="flex justify-end">
          <SubmitButton busy={change.isPending} wait={wait}>
            {t('password.action')}
          </SubmitButton>
        </div>
      </form>
    </Card>
  );
}
