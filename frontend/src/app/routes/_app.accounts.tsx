import { createFileRoute } from '@tanstack/react-router';
import { accountsOptions } from '@/api/accounts';
import { AccountsPage } from '@/features/ledger/accounts-page';
import { accountSearch } from '@/features/ledger/ledger-search';

export const Route = createFileRoute('/_app/accounts')({
  validateSearch: accountSearch,
  loader: ({ context }) => void context.queryClient.prefetchQuery(accountsOptions()),
  component: AccountsPage,
});
