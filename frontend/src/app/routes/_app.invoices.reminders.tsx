import { createFileRoute } from '@tanstack/react-router';
import { proposalsOptions } from '@/features/invoicing/queries';
import { reminderSearch } from '@/features/invoicing/reminders/reminder-search';
import { RemindersPage } from '@/features/invoicing/reminders/reminders-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/invoices/reminders')({
  validateSearch: reminderSearch,
  loader: ({ context }) => {
    void context.queryClient.prefetchInfiniteQuery(proposalsOptions());
    return loadTexts('invoicing');
  },
  component: RemindersPage,
});
