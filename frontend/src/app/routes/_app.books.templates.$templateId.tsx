import { createFileRoute } from '@tanstack/react-router';
import { TemplateEditorPage } from '@/features/ledger/books/template-editor-page';

export const Route = createFileRoute('/_app/books/templates/$templateId')({ component: Shown });

function Shown() {
  return <TemplateEditorPage id={Route.useParams().templateId} />;
}
