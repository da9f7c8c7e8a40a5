import { queryOptions } from '@tanstack/react-query';
import { ledgerListAccounts } from './gen/sdk.gen';

/** The whole chart, in the reader's language: a few hundred rows that hardly change. */
export function accountsOptions() {
  return queryOptions({
    queryKey: ['accounts'] as const,
    queryFn: async ({ signal }) => (await ledgerListAccounts({ signal, throwOnError: true })).data.data,
    staleTime: 10 * 60_000,
  });
}
