import { createFileRoute } from '@tanstack/react-router';
import { TemplatesPage } from '@/features/ledger/books/templates-page';

export const Route = createFileRoute('/_app/books/templates/')({ component: TemplatesPage });
