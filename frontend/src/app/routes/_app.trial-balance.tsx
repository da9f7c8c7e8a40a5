import { createFileRoute } from '@tanstack/react-router';
import { periodSearch } from '@/features/ledger/ledger-search';
import { trialBalanceOptions } from '@/features/ledger/queries';
import { TrialBalancePage } from '@/features/ledger/trial-balance-page';

export const Route = createFileRoute('/_app/trial-balance')({
  validateSearch: periodSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(trialBalanceOptions(deps)),
  component: TrialBalancePage,
});
