import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useMay, useMe } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { Button } from '@/ui/button';
import { NotAllowed } from '@/ui/not-allowed';
import { onDemand } from '@/ui/on-demand';
import { PageHeader } from '@/ui/page-header';
import { Invitations } from './invitations';
import { Members } from './members';
import { RolesTable } from './roles-table';

const InviteDialog = onDemand(() => import('./invite-dialog'));

/** Who works in this company and as what, who was asked to, and what each role may do. */
export function PeoplePage() {
  const t = useT('people');
  const may = useMay();
  const me = useMe();
  const [inviting, setInviting] = useState(false);
  const manages = may('members:manage');
  const unverified = me && !me.email_verified;
  const invite = () => setInviting(true);
  useHotkeys(manages && !unverified ? [{ keys: 'n', label: t('invite'), group: t('title'), run: invite }] : []);
  if (!may('members:read')) {
    return (
      <>
        <PageHeader title={t('title')} />
        <NotAllowed text={t('notAllowed')} />
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('title')}>
        {manages && (
          <Button
            variant="primary"
            icon={UserPlus}
            disabled={unverified}
            aria-describedby={unverified ? 'verify-first' : undefined}
            keys="n"
            onClick={invite}
          >
            {t('invite')}
          </Button>
        )}
      </PageHeader>
      {manages && unverified && (
        <p id="verify-first" className="-mt-2 mb-4 text-sm text-muted">
          {t('verifyFirst')}
        </p>
      )}
      <div className="flex flex-col gap-4">
        <Members manages={manages} />
        <Invitations manages={manages} />
        <RolesTable mine={me?.role} />
      </div>
      <InviteDialog open={inviting} onOpenChange={setInviting} />
    </>
  );
}
