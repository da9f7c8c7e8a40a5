import { createFileRoute } from '@tanstack/react-router';
import { BooksLayout } from '@/features/ledger/books/books-layout';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/books')({
  loader: () => loadTexts('books'),
  component: BooksLayout,
});
