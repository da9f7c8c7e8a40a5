import { createFileRoute } from '@tanstack/react-router';
import { DashboardPage } from '@/features/dashboard/dashboard-page';
import { dashboardOptions } from '@/features/dashboard/queries';

export const Route = createFileRoute('/_app/')({
  loader: ({ context }) => void context.queryClient.prefetchQuery(dashboardOptions()),
  component: DashboardPage,
});
