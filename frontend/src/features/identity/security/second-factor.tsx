import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Me, MfaRead } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { InstantText } from '@/ui/date-text';
import { ErrorState } from '@/ui/error-state';
import { SkeletonRows } from '@/ui/skeleton';
import { DisableForm } from './disable-form';
import { useRenewRecoveryCodes, useSettled } from './mutations';
import { PasswordStep } from './password-step';
import { mfaOptions } from './queries';
import { RecoveryCodes } from './recovery-codes';
import { TotpSetup } from './totp-setup';

const FEW_CODES = 3;
type Doing = 'setup' | 'renew' | 'disable' | null;

/** The authenticator app and the recovery codes: off, being set up, or on. */
export function SecondFactor({ me, onSetUp }: { me: Me; onSetUp: () => void }) {
  const t = useT('security');
  const failure = useFailure();
  const mfa = useQuery(mfaOptions());
  const settled = useSettled();
  const [doing, setDoing] = useState<Doing>(null);
  const [confirmed, setConfirmed] = useState(false);
  const on = mfa.data?.enabled || confirmed;
  const stop = () => setDoing(null);

  let content: ReactNode;
  if (mfa.isPending) content = <SkeletonRows rows={2} />;
  else if (mfa.isError) {
    content = <ErrorState title={t('loadFailed')} {...failure(mfa.error)} onRetry={() => void mfa.refetch()} />;
  } else if (doing === 'setup') {
    const done = async () => {
      await settled();
      setConfirmed(false);
      stop();
      toast({ tone: 'done', title: t('setup.done') });
      onSetUp();
    };
    content = (
      <TotpSetup email={me.email} onCancel={stop} onConfirmed={() => setConfirmed(true)} onDone={() => void done()} />
    );
  } else if (doing === 'renew') content = <Renew email={me.email} onDone={stop} />;
  else if (doing === 'disable') content = <DisableForm required={mfa.data.required_by_company} onDone={stop} />;
  else content = <State mfa={mfa.data} onDo={setDoing} />;

  return (
    <Card
      title={t('mfa.title')}
      aside={mfa.data && <Badge tone={on ? 'good' : 'neutral'}>{t(on ? 'mfa.on' : 'mfa.off')}</Badge>}
    >
      {content}
    </Card>
  );
}

function State({ mfa, onDo }: { mfa: MfaRead; onDo: (doing: Doing) => void }) {
  const t = useT('security');
  if (!mfa.enabled) {
    return (
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="min-w-60 flex-1 text-muted">{t('mfa.why')}</p>
        <Button variant="primary" icon={ShieldCheck} onClick={() => onDo('setup')}>
          {t('mfa.setUp')}
        </Button>
      </div>
    );
  }
  const left = mfa.recovery_codes_left;
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 max-sm:grid-cols-1 max-sm:gap-y-0.5">
        <dt className="text-muted">{t('mfa.app')}</dt>
        <dd className="max-sm:mb-2">
          {mfa.confirmed_at && t.rich('mfa.since', { when: () => <InstantText at={mfa.confirmed_at ?? ''} /> })}
        </dd>
        <dt className="text-muted">{t('mfa.codes')}</dt>
        <dd className={left <= FEW_CODES ? 'font-medium text-warn' : ''}>{t('mfa.codesLeft', { count: left })}</dd>
      </dl>
      {left <= FEW_CODES && <p className="text-sm text-muted">{t('mfa.fewCodes')}</p>}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onDo('renew')}>{t('mfa.renew')}</Button>
        <Button variant="danger" onClick={() => onDo('disable')}>
          {t('mfa.disable')}
        </Button>
      </div>
    </div>
  );
}

function Renew({ email, onDone }: { email: string; onDone: () => void }) {
  const t = useT('security');
  const renew = useRenewRecoveryCodes();
  if (renew.data) return <RecoveryCodes codes={renew.data} email={email} onKept={onDone} />;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t('mfa.renewText')}</p>
      <PasswordStep
        action={t('mfa.renew')}
        busy={renew.isPending}
        error={renew.error}
        onCancel={onDone}
        onSend={(password) => renew.mutate(password)}
      />
    </div>
  );
}
