import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useDownload } from '@/api/download';
import { listInvitations } from '@/api/gen/sdk.gen';
import type { InvitationRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useFailure, useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { useRoleText } from '@/i18n/permissions';
import { toast } from '@/lib/toasts';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { DateText } from '@/ui/date-text';
import { DownloadMenu } from '@/ui/download-menu';
import { ErrorState } from '@/ui/error-state';
import { More } from '@/ui/more';
import { SkeletonRows } from '@/ui/skeleton';
import { useResendInvitation, useRevokeInvitation } from './mutations';
import { invitationsOptions, OPEN } from './queries';

/** Who was asked and has not answered yet; expired ones stay, since they can be sent again. */
export function Invitations({ manages }: { manages: boolean }) {
  const t = useT('people');
  const failure = useFailure();
  const invitations = useInfiniteQuery(invitationsOptions());
  const list = useRef<HTMLUListElement>(null);
  const download = useDownload((format) =>
    listInvitations({ query: { ...OPEN, format }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <Card
      title={t('invitations')}
      padded={false}
      aside={invitations.data && invitations.data.length > 0 && <DownloadMenu small onDownload={download} />}
    >
      {invitations.isPending && <SkeletonRows rows={1} height="h-16" />}
      {invitations.isError && (
        <ErrorState
          title={t('loadFailed')}
          {...failure(invitations.error)}
          onRetry={() => void invitations.refetch()}
        />
      )}
      {invitations.data?.length === 0 && (
        <p className="px-4 py-6 text-center text-muted">{t(manages ? 'noInvitations' : 'noInvitationsToSee')}</p>
      )}
      <ul ref={list} tabIndex={-1} aria-label={t('invitations')} className="outline-none">
        {invitations.data?.map((invitation) => (
          <Row key={invitation.id} invitation={invitation} manages={manages} onGone={() => list.current?.focus()} />
        ))}
      </ul>
      <More
        has={invitations.hasNextPage}
        busy={invitations.isFetchingNextPage}
        onMore={() => void invitations.fetchNextPage()}
      />
    </Card>
  );
}

interface RowProps {
  invitation: InvitationRead;
  manages: boolean;
  onGone: () => void;
}

function Row({ invitation, manages, onGone }: RowProps) {
  const t = useT('people');
  const role = useRoleText();
  const problemText = useProblemText();
  const resend = useResendInvitation();
  const revoke = useRevokeInvitation();
  const { email } = invitation;
  const expired = invitation.status === 'expired';

  function failed(reason: unknown) {
    const { status, problem } = asApiError(reason);
    const why = status === 0 ? { code: 'no_answer', message: '' } : problem.errors[0];
    toast({ tone: 'problem', title: t('invitationFailed'), detail: problemText(why) });
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0">
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium wrap-anywhere">{email}</span>
          <Badge tone={expired ? 'warn' : 'neutral'}>{t(expired ? 'expired' : 'pending')}</Badge>
        </p>
        <p className="text-sm text-muted">
          {role.name(invitation.role)}
          {' · '}
          {t.rich(expired ? 'expiredOn' : 'until', {
            day: () => <DateText day={invitation.expires_at.slice(0, 10)} />,
          })}
          {invitation.invited_by && ` · ${t('invitedBy', { name: invitation.invited_by })}`}
        </p>
      </div>
      {manages && (
        <div className="flex gap-2">
          <Button
            size="sm"
            aria-label={t('resendTo', { email })}
            busy={resend.isPending}
            onClick={() =>
              resend.mutate(invitation.id, {
                onSuccess: () => toast({ tone: 'done', title: t('resent', { email }) }),
                onError: failed,
              })
            }
          >
            {t('resend')}
          </Button>
          <Button
            size="sm"
            variant="danger"
            aria-label={t('revokeOf', { email })}
            busy={revoke.isPending}
            onClick={() =>
              revoke.mutate(invitation.id, {
                onSuccess: () => {
                  toast({ tone: 'done', title: t('revoked', { email }) });
                  onGone();
                },
                onError: failed,
              })
            }
          >
            {t('revoke')}
          </Button>
        </div>
      )}
    </li>
  );
}
