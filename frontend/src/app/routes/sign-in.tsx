import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { SignInPage } from '@/features/identity/sign-in-page';

export const Route = createFileRoute('/sign-in')({
  validateSearch: z.object({ return_to: z.catch(z.optional(z.string()), undefined) }),
  component: SignInPage,
});
