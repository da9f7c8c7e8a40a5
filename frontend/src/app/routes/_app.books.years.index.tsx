import { createFileRoute } from '@tanstack/react-router';
import { yearSearch } from '@/features/ledger/books/books-search';
import { YearsPage } from '@/features/ledger/books/years-page';

export const Route = createFileRoute('/_app/books/years/')({ validateSearch: yearSearch, component: YearsPage });
