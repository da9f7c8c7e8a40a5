import { createFileRoute } from '@tanstack/react-router';
import { NewInvoicePage } from '@/features/invoicing/editor/editor-pages';
import { newInvoiceSearch } from '@/features/invoicing/invoice-search';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/invoices/new')({
  validateSearch: newInvoiceSearch,
  loader: () => loadTexts('invoicing', 'contacts'),
  component: NewInvoicePage,
});
