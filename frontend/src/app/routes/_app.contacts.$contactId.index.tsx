import { createFileRoute } from '@tanstack/react-router';
import { contactOptions } from '@/api/contacts';
import { ContactPage } from '@/features/contacts/contact-page';
import { statementSearch } from '@/features/contacts/contact-search';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/contacts/$contactId/')({
  validateSearch: statementSearch,
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(contactOptions(params.contactId));
    return loadTexts('contacts');
  },
  component: ContactPage,
});
