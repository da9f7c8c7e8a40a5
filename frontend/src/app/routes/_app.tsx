import { createFileRoute, redirect } from '@tanstack/react-router';
import { meOptions } from '@/api/me';
import { restoreSession, secondFactorIsWanted } from '@/api/session';
import { Shell } from '@/app/shell/shell';
import { currentLocale, setLocale } from '@/i18n/i18n';

/** Where one can be while the company wants a second factor first. */
const OPEN_WITHOUT_MFA = /^\/settings(\/security)?\/?$/;

/** Everything behind the door: a session first, then who it is. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    const toSignIn = () =>
      redirect({ to: '/sign-in', search: { return_to: location.href === '/' ? undefined : location.href } });
    if (!(await restoreSession())) throw toSignIn();
    const me = await context.queryClient.ensureQueryData(meOptions());
    if (me.language !== currentLocale()) await setLocale(me.language);
    const shut = me.mfa_required_by_company && (!me.mfa_enabled || secondFactorIsWanted());
    if (shut && !OPEN_WITHOUT_MFA.test(location.pathname)) throw redirect({ to: '/settings/security' });
  },
  component: Shell,
});
