import { queryOptions } from '@tanstack/react-query';
import { insightsDashboard } from '@/api/gen/sdk.gen';

export function dashboardOptions() {
  return queryOptions({
    queryKey: ['dashboard'] as const,
    queryFn: async ({ signal }) => (await insightsDashboard({ signal, throwOnError: true })).data.data,
  });
}
