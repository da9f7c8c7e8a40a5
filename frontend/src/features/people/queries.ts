import { infiniteQueryOptions } from '@tanstack/react-query';
import { listInvitations, listMembers } from '@/api/gen/sdk.gen';

export { companyOptions } from '@/api/company';

const PAGE_SIZE = 50;

export const peopleKey = ['people'] as const;

/** Everybody in this company, by name. */
export function membersOptions() {
  return infiniteQueryOptions({
    queryKey: [...peopleKey, 'members'] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, cursor: pageParam };
      return (await listMembers({ query, signal, throwOnError: true })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    select: (list) => list.pages.flatMap((page) => page.data),
  });
}

/** Neither accepted nor withdrawn. */
export const OPEN = { status: ['pending' as const, 'expired' as const] };

/** Invitations that somebody may still accept, or could have: the others have become people, or were withdrawn. */
export function invitationsOptions() {
  return infiniteQueryOptions({
    queryKey: [...peopleKey, 'invitations'] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, cursor: pageParam, ...OPEN };
      return (await listInvitations({ query, signal, throwOnError: true })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    select: (list) => list.pages.flatMap((page) => page.data),
  });
}
