import { createFileRoute } from '@tanstack/react-router';
import { LocksPage } from '@/features/ledger/books/locks-page';

export const Route = createFileRoute('/_app/books/locks')({ component: LocksPage });
