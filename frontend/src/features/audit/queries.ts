import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { getAuditEvent, listAuditEvents, listRetention, verifyAuditLog } from '@/api/gen/sdk.gen';
import type { HeadRead } from '@/api/gen/types.gen';
import type { AuditFilter } from './audit-search';
import { namesAsked } from './events';

const PAGE_SIZE = 50;

const auditKeys = {
  lists: ['audit', 'list'] as const,
  one: (sequence: number) => ['audit', 'one', sequence] as const,
  retention: ['audit', 'retention'] as const,
};

/** The filter as the API wants it: the same for the list on the screen and for the file. */
export function asked({ event, person, from, to, q }: AuditFilter) {
  return {
    name: namesAsked(event) ?? null,
    actor_id: person ? [person] : null,
    from: from ?? null,
    to: to ?? null,
    q: q ?? null,
  };
}

/** The log, latest first. */
export function eventsOptions(filter: AuditFilter) {
  const query = asked(filter);
  return infiniteQueryOptions({
    queryKey: [...auditKeys.lists, query] as const,
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await listAuditEvents({
        query: { ...query, limit: PAGE_SIZE, cursor: pageParam },
        signal,
        throwOnError: true,
      });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** One event; it never changes. */
export function eventOptions(sequence: number) {
  return queryOptions({
    queryKey: auditKeys.one(sequence),
    queryFn: async ({ signal }) => (await getAuditEvent({ path: { sequence }, signal, throwOnError: true })).data.data,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function retentionOptions() {
  return queryOptions({
    queryKey: auditKeys.retention,
    queryFn: async ({ signal }) => (await listRetention({ signal, throwOnError: true })).data.data,
    staleTime: 10 * 60_000,
  });
}

/** Checks the whole log; `known` is an end of it that somebody noted. That it was checked is an event itself. */
export function useVerify() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (known: HeadRead | null) =>
      (await verifyAuditLog({ body: known ? { known } : {}, throwOnError: true })).data.data,
    onSettled: () => void client.invalidateQueries({ queryKey: auditKeys.lists }),
  });
}
