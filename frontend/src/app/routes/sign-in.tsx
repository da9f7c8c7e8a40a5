import { createFileRoute, redirect } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { restoreSession } from '@/api/session';
import { safeReturn } from '@/features/identity/safe-return';
import { SignInPage } from '@/features/identity/sign-in-page';

/** Nobody who is signed in is asked to sign in: an old bookmark leads into the books. */
export const Route = createFileRoute('/sign-in')({
  validateSearch: z.object({ return_to: z.catch(z.optional(z.string()), undefined) }),
  beforeLoad: async ({ search }) => {
    if (await restoreSession().catch(() => false))
      throw redirect({ href: safeReturn(search.return_to), replace: true });
  },
  component: SignInPage,
});
