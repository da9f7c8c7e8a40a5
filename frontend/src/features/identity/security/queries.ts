import { queryOptions } from '@tanstack/react-query';
import { securityListSessions, securityReadMfa } from '@/api/gen/sdk.gen';

export function mfaOptions() {
  return queryOptions({
    queryKey: ['me', 'mfa'] as const,
    queryFn: async ({ signal }) => (await securityReadMfa({ signal, throwOnError: true })).data.data,
  });
}

export function sessionsOptions() {
  return queryOptions({
    queryKey: ['me', 'sessions'] as const,
    queryFn: async ({ signal }) => (await securityListSessions({ signal, throwOnError: true })).data.data,
  });
}
