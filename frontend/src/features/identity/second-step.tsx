import { type FormEvent, useEffect, useState } from 'react';
import { useFormErrors, useWait } from '@/api/form-errors';
import type { MfaAsked } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { CODE_LENGTH, CodeField } from '@/ui/code-field';
import { TextField } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { SubmitButton } from '@/ui/submit-button';
import { Entrance } from './entrance';
import { useSecondStep } from './mutations';

interface SecondStepProps {
  asked: MfaAsked;
  email: string;
  onIn: () => void;
  onAgain: () => void;
}

/** After the password: the app's code, or one of the codes kept for when the phone is not there. */
export function SecondStep({ asked, email, onIn, onAgain }: SecondStepProps) {
  const t = useT('secondStep');
  const answer = useSecondStep();
  const [byRecovery, setByRecovery] = useState(false);
  const [code, setCode] = useState('');
  const { byField, rest } = useFormErrors(answer.error, ['code']);
  const wait = useWait(answer.error);
  const over = useOver(asked.expires_in) || asApiError(answer.error).code === 'challenge_ended';

  function send(given: string) {
    if (answer.isPending || wait > 0) return;
    answer.mutate(
      { challenge: asked.challenge, code: given },
      { onSuccess: onIn, onError: () => !byRecovery && setCode('') },
    );
  }

  if (over && !answer.isPending && !answer.isSuccess) {
    return (
      <Entrance arrived title={t('over.title')} text={t('over.text')}>
        <Button variant="primary" autoFocus onClick={onAgain}>
          {t('again')}
        </Button>
      </Entrance>
    );
  }

  return (
    <Entrance
      title={t('title')}
      text={t(byRecovery ? 'recoveryText' : 'text')}
      foot={
        <Button variant="quiet" size="sm" className="-ml-2.5" onClick={onAgain}>
          {t('another')}
        </Button>
      }
    >
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (code.trim().length >= CODE_LENGTH) send(code.trim());
        }}
        className="flex flex-col gap-4"
      >
        {/* For password managers, which keep codes by person. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        {byRecovery ? (
          <TextField
            key="recovery"
            label={t('recoveryCode')}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            autoFocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="xxxxx-xxxxx"
            className="font-mono"
            error={byField.code}
          />
        ) : (
          <CodeField
            key="totp"
            label={t('code')}
            value={code}
            onChange={setCode}
            onComplete={send}
            autoFocus
            error={code ? undefined : byField.code}
          />
        )}
        <FormProblem messages={rest} />
        <SubmitButton busy={answer.isPending} wait={wait} disabled={code.trim().length < CODE_LENGTH}>
          {t('action')}
        </SubmitButton>
        <Button
          variant="quiet"
          onClick={() => {
            setByRecovery(!byRecovery);
            setCode('');
            answer.reset();
          }}
        >
          {t(byRecovery ? 'useApp' : 'useRecovery')}
        </Button>
      </form>
    </Entrance>
  );
}

/** True once so many seconds have gone by. */
function useOver(seconds: number): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return over;
}
