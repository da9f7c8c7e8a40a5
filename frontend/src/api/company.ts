import { queryOptions } from '@tanstack/react-query';
import { getCompany } from './gen/sdk.gen';

/** The company whose books these are. */
export function companyOptions() {
  return queryOptions({
    queryKey: ['company'] as const,
    queryFn: async ({ signal }) => (await getCompany({ signal, throwOnError: true })).data.data,
    staleTime: 60_000,
  });
}
