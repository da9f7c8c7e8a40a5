import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import type { EnrolmentRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { CODE_LENGTH, CodeField } from '@/ui/code-field';
import { FormProblem } from '@/ui/form-problem';
import { SubmitButton } from '@/ui/submit-button';
import { EnrolmentShown } from './enrolment-shown';
import { useBeginTotp, useConfirmTotp } from './mutations';
import { PasswordStep } from './password-step';
import { RecoveryCodes } from './recovery-codes';

interface TotpSetupProps {
  email: string;
  onCancel: () => void;
  /** It is on; what is left is to keep the codes. */
  onConfirmed: () => void;
  onDone: () => void;
}

/** Three steps: it is you, your app knows the secret, the recovery codes are kept. */
export function TotpSetup({ email, onCancel, onConfirmed, onDone }: TotpSetupProps) {
  const t = useT('security');
  const begin = useBeginTotp();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} email={email} onKept={onDone} />;
  if (begin.data) {
    const confirmed = (made: readonly string[]) => {
      setCodes(made);
      onConfirmed();
    };
    return <Scan enrolment={begin.data} onCancel={onCancel} onConfirmed={confirmed} />;
  }
  return (
    <PasswordStep
      action={t('setup.begin')}
      busy={begin.isPending}
      error={begin.error}
      onCancel={onCancel}
      onSend={(password) => begin.mutate(password)}
    />
  );
}

interface ScanProps {
  enrolment: EnrolmentRead;
  onCancel: () => void;
  onConfirmed: (codes: readonly string[]) => void;
}

/** The app learns the secret, and shows that it has. */
function Scan({ enrolment, onCancel, onConfirmed }: ScanProps) {
  const t = useT('security');
  const common = useT('common');
  const confirm = useConfirmTotp();
  const [code, setCode] = useState('');
  const { byField, rest } = useFormErrors(confirm.error, ['code']);
  const wait = useWait(confirm.error);

  function send(given: string) {
    if (confirm.isPending || wait > 0) return;
    confirm.mutate(given, { onSuccess: onConfirmed, onError: () => setCode('') });
  }

  return (
    <div className="flex flex-col gap-5">
      <EnrolmentShown enrolment={enrolment} />
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (code.length === CODE_LENGTH) send(code);
        }}
        className="flex flex-col gap-4 border-t border-line pt-4"
      >
        <CodeField
          label={t('setup.code')}
          hint={t('setup.codeHint')}
          value={code}
          onChange={setCode}
          onComplete={send}
          autoFocus
          error={code ? undefined : byField.code}
        />
        <FormProblem messages={rest} />
        <div className="flex justify-end gap-2">
          <Button onClick={onCancel}>{common('cancel')}</Button>
          <SubmitButton busy={confirm.isPending} wait={wait} disabled={code.length < CODE_LENGTH}>
            {t('setup.confirm')}
          </SubmitButton>
        </div>
      </form>
    </div>
  );
}
