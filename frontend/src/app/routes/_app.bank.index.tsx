import { createFileRoute } from '@tanstack/react-router';
import { AccountsPage } from '@/features/banking/accounts/accounts-page';
import { accountSearch } from '@/features/banking/bank-search';

export const Route = createFileRoute('/_app/bank/')({
  validateSearch: accountSearch,
  component: AccountsPage,
});
