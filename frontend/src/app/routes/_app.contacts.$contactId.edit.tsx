import { createFileRoute } from '@tanstack/react-router';
import { contactOptions } from '@/api/contacts';
import { editContactSearch } from '@/features/contacts/contact-search';
import { EditContactPage } from '@/features/contacts/edit-contact-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/contacts/$contactId/edit')({
  validateSearch: editContactSearch,
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(contactOptions(params.contactId));
    return loadTexts('contacts');
  },
  component: EditContactPage,
});
