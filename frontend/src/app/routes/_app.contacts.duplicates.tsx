import { createFileRoute } from '@tanstack/react-router';
import { DuplicatesPage } from '@/features/contacts/duplicates-page';
import { duplicatesOptions } from '@/features/contacts/queries';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/contacts/duplicates')({
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(duplicatesOptions());
    return loadTexts('contacts');
  },
  component: DuplicatesPage,
});
