import { createFileRoute } from '@tanstack/react-router';
import { MailPage } from '@/features/mail/mail-page';
import { mailSearch } from '@/features/mail/mail-search';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/settings/mail')({
  validateSearch: mailSearch,
  loader: () => loadTexts('mail'),
  component: MailPage,
});
