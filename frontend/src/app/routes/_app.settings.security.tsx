import { createFileRoute } from '@tanstack/react-router';
import { mfaOptions, sessionsOptions } from '@/features/identity/security/queries';
import { SecurityPage } from '@/features/identity/security/security-page';

export const Route = createFileRoute('/_app/settings/security')({
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(mfaOptions());
    void context.queryClient.prefetchQuery(sessionsOptions());
  },
  component: SecurityPage,
});
