import { createFileRoute } from '@tanstack/react-router';
import { ExpensePage } from '@/features/expenses/expense-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/expenses/$expenseId')({
  loader: () => loadTexts('expenses'),
  component: ExpensePage,
});
