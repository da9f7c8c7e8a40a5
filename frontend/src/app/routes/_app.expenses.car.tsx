import { createFileRoute } from '@tanstack/react-router';
import { CarPage } from '@/features/expenses/car-page';
import { carSearch } from '@/features/expenses/car-search';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/expenses/car')({
  validateSearch: carSearch,
  loader: () => loadTexts('expenses'),
  component: CarPage,
});
