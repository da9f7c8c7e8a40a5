import { queryOptions, useQuery } from '@tanstack/react-query';
import { identityMe } from './gen/sdk.gen';
import type { Me } from './gen/types.gen';

/** Who is signed in, and in whose books. Every screen under the shell may count on it being there. */
export function meOptions() {
  return queryOptions({
    queryKey: ['me'] as const,
    queryFn: async ({ signal }) => (await identityMe({ signal, throwOnError: true })).data.data,
    staleTime: 5 * 60_000,
  });
}

export function useMe(): Me | undefined {
  return useQuery(meOptions()).data;
}

/** The currency of the books. */
export function useCurrency(): string {
  return useMe()?.tenant.currency ?? 'EUR';
}
