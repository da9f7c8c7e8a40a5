import { createFileRoute } from '@tanstack/react-router';
import { EntryEditorPage } from '@/features/ledger/editor/entry-editor-page';
import { newEntrySearch } from '@/features/ledger/ledger-search';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/journal/new')({
  validateSearch: newEntrySearch,
  loader: () => loadTexts('books'),
  component: EntryEditorPage,
});
