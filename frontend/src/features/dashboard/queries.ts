import { queryOptions } from '@tanstack/react-query';
import { getDashboard } from '@/api/gen/sdk.gen';

export function dashboardOptions() {
  return queryOptions({
    queryKey: ['dashboard'] as const,
    queryFn: async ({ signal }) => (await getDashboard({ signal, throwOnError: true })).data.data,
  });
}
