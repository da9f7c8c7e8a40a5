import { createFileRoute } from '@tanstack/react-router';
import { asked, invoiceSearch } from '@/features/invoicing/invoice-search';
import { InvoicesPage } from '@/features/invoicing/list/invoices-page';
import { invoicesOptions } from '@/features/invoicing/queries';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/invoices/')({
  validateSearch: invoiceSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(invoicesOptions(asked(deps)));
    return loadTexts('invoicing');
  },
  component: InvoicesPage,
});
