import { createFileRoute } from '@tanstack/react-router';
import { MappingsPage } from '@/features/banking/columns/mappings-page';
import { mappingsOptions } from '@/features/banking/queries';

export const Route = createFileRoute('/_app/bank/mappings')({
  loader: ({ context }) => void context.queryClient.prefetchInfiniteQuery(mappingsOptions()),
  component: MappingsPage,
});
