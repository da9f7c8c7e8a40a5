import { createFileRoute } from '@tanstack/react-router';
import { WebhooksPage } from '@/features/developers/webhooks/webhooks-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/settings/webhooks/')({
  loader: () => loadTexts('developers', 'audit'),
  component: WebhooksPage,
});
