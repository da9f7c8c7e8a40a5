import { createFileRoute } from '@tanstack/react-router';
import { CloseYearPage } from '@/features/ledger/books/close-year-page';

export const Route = createFileRoute('/_app/books/years/$yearId')({ component: CloseYearPage });
