import { createFileRoute } from '@tanstack/react-router';
import { askedImports, importSearch } from '@/features/banking/bank-search';
import { ImportsPage } from '@/features/banking/imports/imports-page';
import { importsOptions } from '@/features/banking/queries';

export const Route = createFileRoute('/_app/bank/imports/')({
  validateSearch: importSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(importsOptions(askedImports(deps))),
  component: ImportsPage,
});
