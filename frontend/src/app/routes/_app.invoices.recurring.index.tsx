import { createFileRoute } from '@tanstack/react-router';
import { recurringOptions } from '@/features/invoicing/recurring/queries';
import { RecurringPage } from '@/features/invoicing/recurring/recurring-page';
import { recurringSearch } from '@/features/invoicing/recurring/recurring-search';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/invoices/recurring/')({
  validateSearch: recurringSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(recurringOptions(deps));
    return loadTexts('invoicing');
  },
  component: RecurringPage,
});
