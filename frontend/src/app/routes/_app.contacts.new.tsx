import { createFileRoute } from '@tanstack/react-router';
import { newContactSearch } from '@/features/contacts/contact-search';
import { NewContactPage } from '@/features/contacts/new-contact-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/contacts/new')({
  validateSearch: newContactSearch,
  loader: () => loadTexts('contacts'),
  component: NewContactPage,
});
