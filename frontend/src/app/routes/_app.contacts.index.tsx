import { createFileRoute } from '@tanstack/react-router';
import { contactsOptions } from '@/api/contacts';
import { asked, contactSearch } from '@/features/contacts/contact-search';
import { ContactsPage } from '@/features/contacts/contacts-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/contacts/')({
  validateSearch: contactSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(contactsOptions(asked(deps)));
    return loadTexts('contacts');
  },
  component: ContactsPage,
});
