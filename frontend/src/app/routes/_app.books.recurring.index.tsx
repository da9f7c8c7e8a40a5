import { createFileRoute } from '@tanstack/react-router';
import { recurringSearch } from '@/features/ledger/books/books-search';
import { RecurringPage } from '@/features/ledger/books/recurring-page';

export const Route = createFileRoute('/_app/books/recurring/')({
  validateSearch: recurringSearch,
  component: RecurringPage,
});
