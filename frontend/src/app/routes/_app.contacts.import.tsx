import { createFileRoute } from '@tanstack/react-router';
import { ImportPage } from '@/features/contacts/import-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/contacts/import')({
  loader: () => loadTexts('contacts'),
  component: ImportPage,
});
