import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import type { EnrolmentRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { CODE_LENGTH, CodeField } from '@/ui/code-field';
import { CopyButton } from '@/ui/copy-button';
import { FormProblem } from '@/ui/form-problem';
import { SubmitButton } from '@/ui/submit-button';
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

/** The secret as a picture for the phone's camera, as text to type, and as a link where the app is on this device. */
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
      <div className="flex gap-5 max-sm:flex-col">
        {/* White in both themes: cameras want dark on light. */}
        <img
          src={`data:image/svg+xml,${encodeURIComponent(enrolment.qr_svg)}`}
          alt={t('setup.qr')}
          width={176}
          height={176}
          className="size-44 shrink-0 rounded-md border border-line bg-white p-1 max-sm:mx-auto"
        />
        <div className="flex min-w-0 flex-col gap-3">
          <p>{t('setup.scan')}</p>
          <a
            href={enrolment.uri}
            className="w-fit rounded font-medium text-accent underline underline-offset-2 sm:hidden"
          >
            {t('setup.openApp')}
          </a>
          <div>
            <p className="text-sm text-muted">{t('setup.byHand')}</p>
            <p className="mt-1 font-mono break-words select-all" data-secret={enrolment.secret}>
              {enrolment.secret.match(/.{1,4}/g)?.join(' ')}
            </p>
          </div>
          <span>
            <CopyButton text={enrolment.secret} what={t('setup.secret')} />
          </span>
        </div>
      </div>
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
