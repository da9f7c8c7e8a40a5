import { createFileRoute } from '@tanstack/react-router';
import { JournalPage } from '@/features/ledger/journal-page';
import { journalSearch } from '@/features/ledger/ledger-search';
import { entriesOptions } from '@/features/ledger/queries';

export const Route = createFileRoute('/_app/journal/')({
  validateSearch: journalSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(entriesOptions(deps)),
  component: JournalPage,
});
