import { createFileRoute } from '@tanstack/react-router';
import { TemplateEditorPage } from '@/features/ledger/books/template-editor-page';

export const Route = createFileRoute('/_app/books/templates/new')({ component: TemplateEditorPage });
