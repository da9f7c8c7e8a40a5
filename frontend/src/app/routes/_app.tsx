import { createFileRoute, redirect } from '@tanstack/react-router';
import { meOptions } from '@/api/me';
import { restoreSession } from '@/api/session';
import { Shell } from '@/app/shell/shell';
import { currentLocale, setLocale } from '@/i18n/i18n';

/** Everything behind the door: a session first, then who it is. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    const toSignIn = () =>
      redirect({ to: '/sign-in', search: { return_to: location.href === '/' ? undefined : location.href } });
    if (!(await restoreSession())) throw toSignIn();
    const me = await context.queryClient.ensureQueryData(meOptions());
    if (me.language !== currentLocale()) await setLocale(me.language);
  },
  component: Shell,
});
