import { createFileRoute } from '@tanstack/react-router';
import { expenseSearch } from '@/features/expenses/expense-search';
import { ExpensesPage } from '@/features/expenses/expenses-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/expenses/')({
  validateSearch: expenseSearch,
  loader: () => loadTexts('expenses'),
  component: ExpensesPage,
});
