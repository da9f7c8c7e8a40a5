import { createFileRoute } from '@tanstack/react-router';
import { importedSearch } from '@/features/banking/bank-search';
import { ImportPage } from '@/features/banking/imports/import-page';
import { importOptions } from '@/features/banking/queries';

export const Route = createFileRoute('/_app/bank/imports/$importId')({
  validateSearch: importedSearch,
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(importOptions(params.importId)),
  component: ImportPage,
});
