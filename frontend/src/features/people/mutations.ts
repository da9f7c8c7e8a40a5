import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  invitePerson,
  leaveCompany,
  removeMember,
  resendInvitation,
  reviseCompany,
  reviseMember,
  revokeInvitation,
  sayVatRegime,
} from '@/api/gen/sdk.gen';
import type { CompanyRead, Invite, MemberRead, ReviseCompany, Role, SayRegime } from '@/api/gen/types.gen';
import { meOptions } from '@/api/me';
import { ifSeen, once } from '@/api/versions';
import { companyOptions, membersOptions, peopleKey } from './queries';

interface RoleChange {
  member: MemberRead;
  role: Role;
  /** The one that is to be changed back; else the one in the list. */
  version?: number;
}

/** Another role, for who was seen at this version; the list shows it at once, and what the server says in the end. */
export function useChangeRole() {
  const client = useQueryClient();
  const { queryKey } = membersOptions();
  const put = (id: string, change: Partial<MemberRead>) =>
    client.setQueryData(
      queryKey,
      (list) =>
        list && {
          ...list,
          pages: list.pages.map((page) => ({
            ...page,
            data: page.data.map((row) => (row.id === id ? { ...row, ...change } : row)),
          })),
        },
    );
  return useMutation({
    meta: { quiet: true },
    // One after the other: a second choice builds on the version that the first one made.
    scope: { id: 'roles' },
    mutationFn: async ({ member, role, version }: RoleChange) => {
      const rows = client.getQueryData(queryKey)?.pages.flatMap((page) => page.data);
      const latest = rows?.find((row) => row.id === member.id) ?? member;
      const answer = await reviseMember({
        path: { user_id: member.id },
        body: { role },
        headers: ifSeen(version ?? latest.version),
        throwOnError: true,
      });
      return answer.data.data;
    },
    onMutate: async ({ member, role }) => {
      await client.cancelQueries({ queryKey });
      put(member.id, { role });
    },
    onSuccess: (revised) => {
      put(revised.id, revised);
      void client.invalidateQueries({ queryKey: meOptions().queryKey });
    },
    onError: (_error, { member }) => {
      put(member.id, member);
      void client.invalidateQueries({ queryKey });
    },
  });
}

export function useRemoveMember() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true, anyway: true },
    mutationFn: async ({ id, version }: Pick<MemberRead, 'id' | 'version'>) =>
      void (await removeMember({ path: { user_id: id }, headers: ifSeen(version), throwOnError: true })),
    onSettled: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
}

/** Leaving oneself: this session ends with it. */
export function useLeaveCompany() {
  return useMutation({
    meta: { quiet: true, anyway: true },
    mutationFn: async () => void (await leaveCompany({ throwOnError: true })),
  });
}

export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: Invite) => {
      const headers = once();
      return (await invitePerson({ body, headers, throwOnError: true })).data.data;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
}

export function useResendInvitation() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (invitation_id: string) =>
      (await resendInvitation({ path: { invitation_id }, throwOnError: true })).data.data,
    onSettled: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
}

export function useRevokeInvitation() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true, anyway: true },
    mutationFn: async (invitation_id: string) =>
      void (await revokeInvitation({ path: { invitation_id }, throwOnError: true })),
    onSettled: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
}

/** What changed about the company; refused if somebody else changed it since it was seen. */
export function useReviseCompany() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ company, change }: { company: CompanyRead; change: ReviseCompany }) =>
      (await reviseCompany({ body: change, headers: ifSeen(company.version), throwOnError: true })).data.data,
    onSuccess: (company) => {
      client.setQueryData(companyOptions().queryKey, company);
      void client.invalidateQueries({ queryKey: meOptions().queryKey });
      void client.invalidateQueries({ queryKey: ['invoices'] }); // drafts say who sells
    },
    onError: () => void client.invalidateQueries({ queryKey: companyOptions().queryKey }),
  });
}

/** From a day on; papers, returns and expenses of that day may say something else now. */
export function useSayRegime() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (asked: SayRegime) => (await sayVatRegime({ body: asked, throwOnError: true })).data.data,
    onSuccess: (company) => {
      client.setQueryData(companyOptions().queryKey, company);
      void client.invalidateQueries();
    },
  });
}
