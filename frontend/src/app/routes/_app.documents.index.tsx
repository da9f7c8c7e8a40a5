import { createFileRoute } from '@tanstack/react-router';
import { documentSearch } from '@/features/documents/document-search';
import { InboxPage } from '@/features/documents/inbox-page';
import { documentsOptions } from '@/features/documents/queries';

export const Route = createFileRoute('/_app/documents/')({
  validateSearch: documentSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(documentsOptions(deps)),
  component: InboxPage,
});
