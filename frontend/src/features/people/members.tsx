import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useDownload } from '@/api/download';
import { useFormErrors } from '@/api/form-errors';
import { listMembers } from '@/api/gen/sdk.gen';
import type { MemberRead, Role } from '@/api/gen/types.gen';
import { useMe } from '@/api/me';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { useRoleText } from '@/i18n/permissions';
import { toast } from '@/lib/toasts';
import { Card } from '@/ui/card';
import { Confirm } from '@/ui/confirm';
import { DownloadMenu } from '@/ui/download-menu';
import { ErrorState } from '@/ui/error-state';
import { More } from '@/ui/more';
import { SkeletonRows } from '@/ui/skeleton';
import { MemberRow } from './member-row';
import { useChangeRole, useRemoveMember } from './mutations';
import { membersOptions } from './queries';

/** The people of the company. A role changes at once and can be undone; taking somebody out is asked first. */
export function Members({ manages }: { manages: boolean }) {
  const t = useT('people');
  const failure = useFailure();
  const me = useMe();
  const members = useInfiniteQuery(membersOptions());
  const changeRole = useRoleChange();
  const [leaving, setLeaving] = useState<MemberRead | null>(null);
  const [ownRole, setOwnRole] = useState<Role | null>(null);
  const myself = members.data?.find((member) => member.id === me?.id);
  const list = useRef<HTMLUListElement>(null);
  const download = useDownload((format) => listMembers({ query: { format }, parseAs: 'blob', throwOnError: true }));

  return (
    <Card
      title={t('members')}
      padded={false}
      aside={members.data && members.data.length > 0 && <DownloadMenu small onDownload={download} />}
    >
      {members.isPending && <SkeletonRows rows={3} height="h-16" />}
      {members.isError && (
        <ErrorState title={t('loadFailed')} {...failure(members.error)} onRetry={() => void members.refetch()} />
      )}
      <ul ref={list} tabIndex={-1} aria-label={t('members')} className="outline-none">
        {members.data?.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            isMe={member.id === me?.id}
            manages={manages}
            onRole={(role) => (member.id === me?.id ? setOwnRole(role) : changeRole(member, role))}
            onRemove={() => setLeaving(member)}
          />
        ))}
      </ul>
      <More has={members.hasNextPage} busy={members.isFetchingNextPage} onMore={() => void members.fetchNextPage()} />
      {/* There is no way back from here by oneself: an owner has to give it again. */}
      <Confirm
        open={ownRole !== null}
        onOpenChange={() => setOwnRole(null)}
        title={t('ownRoleTitle')}
        text={t('ownRoleText')}
        confirm={t('ownRole')}
        onConfirm={() => {
          if (myself && ownRole) changeRole(myself, ownRole);
          setOwnRole(null);
        }}
      />
      <RemoveMember
        member={leaving}
        onClose={(removed) => {
          setLeaving(null);
          if (removed) list.current?.focus();
        }}
      />
    </Card>
  );
}

/** Changes a role and says so, with a way back; the way back knows the version that it made. */
function useRoleChange() {
  const t = useT('people');
  const problem = useT('problem');
  const role = useRoleText();
  const { mutate } = useChangeRole();

  function say(reason: unknown) {
    const error = asApiError(reason);
    const known = error.code as Parameters<typeof problem.has>[0];
    const why = error.status === 0 ? 'no_answer' : problem.has(known) ? (known as 'unknown') : 'unknown';
    toast({ tone: 'problem', title: t('roleNotChanged'), detail: problem(why) });
  }

  return (member: MemberRead, next: Role) =>
    mutate(
      { member, role: next },
      {
        onError: say,
        onSuccess: (changed) =>
          toast({
            tone: 'done',
            topic: `role-${member.id}`,
            within: '/settings/people',
            title: t('roleChanged', { name: member.full_name, role: role.name(next) }),
            action: {
              label: t('undo'),
              run: () =>
                mutate(
                  { member: changed, role: member.role, version: changed.version },
                  {
                    onError: say,
                    onSuccess: () =>
                      toast({
                        tone: 'done',
                        topic: `role-${member.id}`,
                        title: t('roleChanged', { name: member.full_name, role: role.name(member.role) }),
                      }),
                  },
                ),
            },
          }),
      },
    );
}

function RemoveMember({ member, onClose }: { member: MemberRead | null; onClose: (removed: boolean) => void }) {
  const t = useT('people');
  const remove = useRemoveMember();
  const last = useRef(member);
  if (member) last.current = member;
  const name = last.current?.full_name ?? '';
  const { rest } = useFormErrors(remove.error, []);
  return (
    <Confirm
      open={member !== null}
      onOpenChange={(open) => {
        if (open) return;
        remove.reset();
        onClose(false);
      }}
      title={t('removeTitle', { name })}
      text={
        <>
          {t('removeText')}
          {rest.map((message) => (
            <span key={message} role="alert" className="mt-2 block text-neg">
              {message}
            </span>
          ))}
        </>
      }
      confirm={t('remove')}
      busy={remove.isPending}
      onConfirm={() =>
        member &&
        remove.mutate(member, {
          onSuccess: () => {
            toast({ tone: 'done', title: t('removed', { name }) });
            onClose(true);
          },
        })
      }
    />
  );
}
