import { queryOptions, useQuery } from '@tanstack/react-query';
import { everyPage } from './every-page';
import { listMembers } from './gen/sdk.gen';
import type { MemberRead } from './gen/types.gen';
import { useMay } from './me';

/** The people of this company, to choose from and to name those whom the log knows by number. */
export function namesOptions() {
  return queryOptions({
    queryKey: ['members', 'names'] as const,
    queryFn: ({ signal }) => everyPage((query) => listMembers({ query, signal, throwOnError: true })),
    staleTime: 60_000,
  });
}

/** Nobody where the role may not see who else there is. */
export function useMembers(): readonly MemberRead[] {
  const allowed = useMay()('members:read');
  return useQuery({ ...namesOptions(), enabled: allowed }).data ?? [];
}
