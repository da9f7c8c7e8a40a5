import { createFileRoute } from '@tanstack/react-router';
import { WebhookPage } from '@/features/developers/webhooks/webhook-page';
import { webhookSearch } from '@/features/developers/webhooks/webhooks-search';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/settings/webhooks/$webhookId')({
  validateSearch: webhookSearch,
  loader: () => loadTexts('developers', 'audit'),
  component: WebhookPage,
});
