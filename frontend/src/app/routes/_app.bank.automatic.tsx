import { createFileRoute } from '@tanstack/react-router';
import { AutomaticPage } from '@/features/banking/rules/automatic-page';
import { settingsOptions } from '@/features/banking/rules/queries';

export const Route = createFileRoute('/_app/bank/automatic')({
  loader: ({ context }) => void context.queryClient.prefetchQuery(settingsOptions()),
  component: AutomaticPage,
});
