import { createFileRoute } from '@tanstack/react-router';
import { RecurringEditorPage } from '@/features/ledger/books/recurring-editor-page';

export const Route = createFileRoute('/_app/books/recurring/new')({ component: RecurringEditorPage });
