import { createFileRoute } from '@tanstack/react-router';
import { OpeningPage } from '@/features/ledger/books/opening-page';

export const Route = createFileRoute('/_app/books/opening')({ component: OpeningPage });
