import { createFileRoute } from '@tanstack/react-router';
import { rulesOptions } from '@/features/banking/rules/queries';
import { RulesPage } from '@/features/banking/rules/rules-page';

export const Route = createFileRoute('/_app/bank/rules')({
  loader: ({ context }) => void context.queryClient.prefetchQuery(rulesOptions()),
  component: RulesPage,
});
