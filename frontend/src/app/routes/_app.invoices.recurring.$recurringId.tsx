import { createFileRoute } from '@tanstack/react-router';
import { RecurringOnePage } from '@/features/invoicing/recurring/editing-pages';
import { oneRecurringOptions } from '@/features/invoicing/recurring/queries';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/invoices/recurring/$recurringId')({
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(oneRecurringOptions(params.recurringId));
    return loadTexts('invoicing', 'contacts');
  },
  component: RecurringOnePage,
});
