import { createFileRoute } from '@tanstack/react-router';
import { EditInvoicePage } from '@/features/invoicing/editor/editor-pages';
import { editInvoiceSearch } from '@/features/invoicing/invoice-search';
import { invoiceOptions } from '@/features/invoicing/queries';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/invoices/$invoiceId/edit')({
  validateSearch: editInvoiceSearch,
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(invoiceOptions(params.invoiceId));
    return loadTexts('invoicing', 'contacts');
  },
  component: EditInvoicePage,
});
