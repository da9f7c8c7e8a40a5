import { useNavigate } from '@tanstack/react-router';
import type { Me } from '@/api/gen/types.gen';
import { useMe, useShutOut } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { useSignOut } from '../mutations';
import { EmailAddress } from './change-email';
import { ChangePassword } from './change-password';
import { SecondFactor } from './second-factor';
import { Sessions } from './sessions';

/** How one gets in, and who else might. What the company demands comes first. */
export function SecurityPage() {
  const t = useT('security');
  const me = useMe();
  const demanded = useShutOut();
  const navigate = useNavigate();
  if (!me) return null;
  return (
    <div className="max-w-3xl">
      <PageHeader title={t('title')} />
      <div className="flex flex-col gap-4">
        {demanded && <Demand me={me} />}
        <SecondFactor me={me} onSetUp={() => demanded && void navigate({ to: '/', ignoreBlocker: true })} />
        <ChangePassword me={me} />
        <EmailAddress me={me} />
        <Sessions />
      </div>
    </div>
  );
}

/** The company lets nobody in without a second factor: this is the only thing to do, so it says why and how. */
function Demand({ me }: { me: Me }) {
  const t = useT('security');
  const navigate = useNavigate();
  const signOut = useSignOut(() => navigate({ to: '/sign-in', search: { return_to: '/' } }));
  if (!me.mfa_enabled) {
    return (
      <Notice tone="warn" title={t('demand.title', { company: me.tenant.name })}>
        {t('demand.text')} {me.tenants.length > 1 && t('demand.elsewhere')}
      </Notice>
    );
  }
  return (
    <Notice
      tone="warn"
      title={t('demand.shownTitle', { company: me.tenant.name })}
      action={
        <Button size="sm" busy={signOut.isPending} onClick={() => signOut.mutate()}>
          {t('demand.signInAgain')}
        </Button>
      }
    >
      {t('demand.shownText')}
    </Notice>
  );
}
