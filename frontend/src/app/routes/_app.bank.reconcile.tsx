import { createFileRoute } from '@tanstack/react-router';
import { askedLines, reconcileSearch } from '@/features/banking/bank-search';
import { linesOptions } from '@/features/banking/queries';
import { ReconcilePage } from '@/features/banking/reconcile/reconcile-page';

export const Route = createFileRoute('/_app/bank/reconcile')({
  validateSearch: reconcileSearch,
  loaderDeps: ({ search: { line: _, ...filter } }) => filter,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(linesOptions(askedLines(deps))),
  component: ReconcilePage,
});
