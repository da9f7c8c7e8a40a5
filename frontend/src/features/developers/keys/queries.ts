import { infiniteQueryOptions, keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query';
import { listApiKeys, makeApiKey, revokeApiKey } from '@/api/gen/sdk.gen';
import type { ApiKeyRead, MakeApiKey } from '@/api/gen/types.gen';
import { once } from '@/api/versions';

export type KeyState = 'active' | 'expired' | 'revoked';

const PAGE_SIZE = 50;
const keysKey = ['api-keys'] as const;

/** The filter as the API wants it: the same for the list on the screen and for the file. */
export const asked = (status: KeyState | undefined) => ({ status: status ? [status] : null });

/** The newest first. */
export function keysOptions(status: KeyState | undefined) {
  return infiniteQueryOptions({
    queryKey: [...keysKey, { status }] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked(status), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listApiKeys({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function stateOf(key: ApiKeyRead, now: number = Date.now()): KeyState {
  if (key.revoked_at) return 'revoked';
  return key.expires_at && new Date(key.expires_at).getTime() <= now ? 'expired' : 'active';
}

export function useMakeKey() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: MakeApiKey) => {
      const headers = once();
      return (await makeApiKey({ body, headers, throwOnError: true })).data.data;
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: keysKey }),
  });
}

export function useRevokeKey() {
  const client = useQueryClient();
  return useMutation({
    meta: { anyway: true },
    mutationFn: async (id: string) => void (await revokeApiKey({ path: { key_id: id }, throwOnError: true })),
    onSuccess: () => client.invalidateQueries({ queryKey: keysKey }),
  });
}
