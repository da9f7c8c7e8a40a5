import { createFileRoute } from '@tanstack/react-router';
import { rateSearch } from '@/features/ledger/books/books-search';
import { RatesPage } from '@/features/ledger/books/rates-page';

export const Route = createFileRoute('/_app/books/rates')({
  validateSearch: rateSearch,
  component: RatesPage,
});
