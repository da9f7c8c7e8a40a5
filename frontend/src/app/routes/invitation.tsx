import { createFileRoute } from '@tanstack/react-router';
import { InvitationPage } from '@/features/identity/invitation-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/invitation')({
  loader: () => loadTexts('settings'),
  component: InvitationPage,
});
