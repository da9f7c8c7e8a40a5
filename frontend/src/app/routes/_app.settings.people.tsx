import { createFileRoute } from '@tanstack/react-router';
import { PeoplePage } from '@/features/people/people-page';
import { invitationsOptions, membersOptions } from '@/features/people/queries';

export const Route = createFileRoute('/_app/settings/people')({
  loader: ({ context }) => {
    void context.queryClient.prefetchInfiniteQuery(membersOptions());
    void context.queryClient.prefetchInfiniteQuery(invitationsOptions());
  },
  component: PeoplePage,
});
