import { createFileRoute, redirect } from '@tanstack/react-router';
import { meOptions } from '@/api/me';
import { restoreSession } from '@/api/session';
import { Shell } from '@/app/shell/shell';

/** Everything behind the door: a session first, then who it is. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    const toSignIn = () =>
      redirect({ to: '/sign-in', search: { return_to: location.href === '/' ? undefined : location.href } });
    if (!(await restoreSession())) throw toSignIn();
    await context.queryClient.ensureQueryData(meOptions());
  },
  component: Shell,
});
