import { createFileRoute } from '@tanstack/react-router';
import { tagSearch } from '@/features/ledger/books/books-search';
import { TagsPage } from '@/features/ledger/books/tags-page';

export const Route = createFileRoute('/_app/books/tags')({
  validateSearch: tagSearch,
  component: TagsPage,
});
