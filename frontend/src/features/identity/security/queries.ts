import { queryOptions } from '@tanstack/react-query';
import { getMfa, listSessions } from '@/api/gen/sdk.gen';

/** The latest used come first; ending all others ends those too that are not shown. */
const MOST = 200;

export function mfaOptions() {
  return queryOptions({
    queryKey: ['me', 'mfa'] as const,
    queryFn: async ({ signal }) => (await getMfa({ signal, throwOnError: true })).data.data,
  });
}

export function sessionsOptions() {
  return queryOptions({
    queryKey: ['me', 'sessions'] as const,
    queryFn: async ({ signal }) =>
      (await listSessions({ query: { limit: MOST }, signal, throwOnError: true })).data.data,
  });
}
