import { createFileRoute } from '@tanstack/react-router';
import { RetentionPage } from '@/features/audit/retention-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/audit/retention')({
  loader: () => loadTexts('audit'),
  component: RetentionPage,
});
