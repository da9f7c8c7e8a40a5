import { createFileRoute } from '@tanstack/react-router';
import { YearsPage } from '@/features/ledger/books/years-page';

export const Route = createFileRoute('/_app/books/years/')({ component: YearsPage });
