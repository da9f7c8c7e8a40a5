import { createFileRoute } from '@tanstack/react-router';
import { InvoicePage } from '@/features/invoicing/invoice/invoice-page';
import { invoiceOptions } from '@/features/invoicing/queries';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/invoices/$invoiceId/')({
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(invoiceOptions(params.invoiceId));
    return loadTexts('invoicing', 'contacts');
  },
  component: InvoicePage,
});
