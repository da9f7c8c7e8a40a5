import { createFileRoute } from '@tanstack/react-router';
import { RecurringEditorPage } from '@/features/ledger/books/recurring-editor-page';

export const Route = createFileRoute('/_app/books/recurring/$recurringId')({ component: Shown });

function Shown() {
  return <RecurringEditorPage id={Route.useParams().recurringId} />;
}
