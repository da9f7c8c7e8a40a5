import { type FormEvent, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import type { EnrolmentRead, MfaAsked } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { CODE_LENGTH, CodeField } from '@/ui/code-field';
import { FormProblem } from '@/ui/form-problem';
import { SubmitButton } from '@/ui/submit-button';
import { Entrance } from './entrance';
import { useSecondStep } from './mutations';
import { EnrolmentShown } from './security/enrolment-shown';
import { RecoveryCodes } from './security/recovery-codes';

interface EnrolStepProps {
  asked: MfaAsked & { enrolment: EnrolmentRead };
  email: string;
  company: string;
  onIn: () => void;
  /** The challenge has ended: the invitation is open still. */
  onAgain: () => void;
}

/** Who joins a company that asks everybody for two-step sign-in sets it up on the way in, and keeps the codes. */
export default function EnrolStep({ asked, email, company, onIn, onAgain }: EnrolStepProps) {
  const t = useT('secondStep');
  const security = useT('security');
  const answer = useSecondStep();
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { byField, rest } = useFormErrors(answer.error, ['code']);
  const wait = useWait(answer.error);

  function send(given: string) {
    if (answer.isPending || wait > 0) return;
    answer.mutate(
      { challenge: asked.challenge, code: given },
      {
        onSuccess: (tokens) => (tokens.recovery_codes ? setCodes(tokens.recovery_codes) : onIn()),
        onError: () => setCode(''),
      },
    );
  }

  if (codes) {
    return (
      <Entrance title={security('setup.done')}>
        <RecoveryCodes codes={codes} email={email} onKept={onIn} heading="h2" />
      </Entrance>
    );
  }
  if (asApiError(answer.error).code === 'challenge_ended') {
    return (
      <Entrance arrived title={t('over.title')} text={t('over.text')}>
        <Button variant="primary" autoFocus onClick={onAgain}>
          {t('again')}
        </Button>
      </Entrance>
    );
  }
  return (
    <Entrance arrived title={t('enrol.title')} text={t('enrol.text', { company })}>
      <div className="flex flex-col gap-5">
        <EnrolmentShown enrolment={asked.enrolment} />
        <form
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            if (code.length === CODE_LENGTH) send(code);
          }}
          className="flex flex-col gap-4 border-t border-line pt-4"
        >
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <CodeField
            label={security('setup.code')}
            hint={security('setup.codeHint')}
            value={code}
            onChange={setCode}
            onComplete={send}
            error={code ? undefined : byField.code}
          />
          <FormProblem messages={rest} />
          <SubmitButton busy={answer.isPending} wait={wait} disabled={code.length < CODE_LENGTH}>
            {t('enrol.action')}
          </SubmitButton>
        </form>
      </div>
    </Entrance>
  );
}
