import { type FormEvent, useRef, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import type { Me } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { Notice } from '@/ui/notice';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';
import { useSendVerification } from '../send-verification';
import { focusField, looksLikeEmail, typedInto } from '../typed-form';
import { useChangeEmail } from './mutations';

const FIELDS = ['email', 'current_password'] as const;
type Name = (typeof FIELDS)[number];

/** Where mail goes and what one signs in with. Another address counts once its link was opened. */
export function EmailAddress({ me }: { me: Me }) {
  const t = useT('security');
  const [open, setOpen] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const sending = useSendVerification();

  function close() {
    setOpen(false);
    requestAnimationFrame(() => opener.current?.focus());
  }

  return (
    <Card title={t('email.title')}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <p className="min-w-0 flex-1 truncate font-medium max-sm:basis-full">{me.email}</p>
          <Badge tone={me.email_verified ? 'good' : 'warn'}>
            {t(me.email_verified ? 'email.verified' : 'email.unverified')}
          </Badge>
          {!me.email_verified && (
            <Button size="sm" busy={sending.isPending} onClick={() => sending.mutate()}>
              {t('email.sendAgain')}
            </Button>
          )}
          {!open && (
            <Button ref={opener} size="sm" onClick={() => setOpen(true)}>
              {t('email.change')}
            </Button>
          )}
        </div>
        {sentTo && !open && (
          <Notice alert tone="neutral" title={t('email.sent', { email: sentTo })}>
            {t('email.sentText', { email: me.email })}
          </Notice>
        )}
        {open && (
          <ChangeForm
            onCancel={close}
            onSent={(email) => {
              setSentTo(email);
              close();
            }}
          />
        )}
      </div>
    </Card>
  );
}

function ChangeForm({ onCancel, onSent }: { onCancel: () => void; onSent: (email: string) => void }) {
  const t = useT('security');
  const common = useT('common');
  const door = useT('entrance');
  const change = useChangeEmail();
  const [own, setOwn] = useState<Partial<Record<Name, string>>>({});
  const { byField, rest } = useFormErrors(change.error, FIELDS);
  const wait = useWait(change.error);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = typedInto(event.currentTarget, FIELDS);
    const wrong: Partial<Record<Name, string>> = {
      ...(looksLikeEmail(typed.email) ? {} : { email: door('notAnEmail') }),
      ...(typed.current_password ? {} : { current_password: t('password.missing') }),
    };
    setOwn(wrong);
    const first = FIELDS.find((name) => wrong[name]);
    if (first) focusField(event.currentTarget, first);
    else change.mutate(typed, { onSuccess: onSent });
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4 border-t border-line pt-4">
      <TextField
        label={t('email.new')}
        name="email"
        type="email"
        autoComplete="email"
        autoFocus
        error={own.email ?? byField.email}
      />
      <PasswordField
        label={t('password.current')}
        name="current_password"
        autoComplete="current-password"
        error={own.current_password ?? byField.current_password}
      />
      <FormProblem messages={rest} />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{common('cancel')}</Button>
        <SubmitButton busy={change.isPending} wait={wait}>
          {t('email.action')}
        </SubmitButton>
      </div>
    </form>
  );
}
