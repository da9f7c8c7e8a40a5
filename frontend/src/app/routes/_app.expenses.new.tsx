import { createFileRoute } from '@tanstack/react-router';
import { NewExpensePage } from '@/features/expenses/new-expense-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/expenses/new')({
  loader: () => loadTexts('expenses'),
  component: NewExpensePage,
});
