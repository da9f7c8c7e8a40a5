import { createFileRoute } from '@tanstack/react-router';
import { EntryPage } from '@/features/ledger/entry-page';
import { entryOptions } from '@/features/ledger/queries';

export const Route = createFileRoute('/_app/journal/$entryId')({
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(entryOptions(params.entryId)),
  component: EntryPage,
});
