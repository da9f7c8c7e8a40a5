import { createFileRoute } from '@tanstack/react-router';
import { NewRecurringPage } from '@/features/invoicing/recurring/editing-pages';
import { newRecurringSearch } from '@/features/invoicing/recurring/recurring-search';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/invoices/recurring/new')({
  validateSearch: newRecurringSearch,
  loader: () => loadTexts('invoicing', 'contacts'),
  component: NewRecurringPage,
});
