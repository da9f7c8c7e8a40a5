import { queryOptions } from '@tanstack/react-query';
import { everyPage } from '@/api/every-page';
import { getMfa, listSessions } from '@/api/gen/sdk.gen';

export function mfaOptions() {
  return queryOptions({
    queryKey: ['me', 'mfa'] as const,
    queryFn: async ({ signal }) => (await getMfa({ signal, throwOnError: true })).data.data,
  });
}

export function sessionsOptions() {
  return queryOptions({
    queryKey: ['me', 'sessions'] as const,
    queryFn: ({ signal }) => everyPage((query) => listSessions({ query, signal, throwOnError: true })),
  });
}
