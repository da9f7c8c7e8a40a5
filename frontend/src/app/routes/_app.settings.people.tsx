import { createFileRoute } from '@tanstack/react-router';
import { meOptions } from '@/api/me';
import { PeoplePage } from '@/features/people/people-page';
import { invitationsOptions, membersOptions } from '@/features/people/queries';

export const Route = createFileRoute('/_app/settings/people')({
  loader: async ({ context }) => {
    // Who may not see them is told so, without asking.
    const me = await context.queryClient.ensureQueryData(meOptions());
    if (!me.permissions.includes('members:read')) return;
    void context.queryClient.prefetchInfiniteQuery(membersOptions());
    void context.queryClient.prefetchInfiniteQuery(invitationsOptions());
  },
  component: PeoplePage,
});
