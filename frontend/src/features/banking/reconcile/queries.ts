import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listMatchCandidates, searchOpenItems } from '@/api/gen/sdk.gen';
import { bankKeys } from '../queries';

/** What a line could settle, the likeliest first. */
export function candidatesOptions(lineId: string) {
  return queryOptions({
    queryKey: bankKeys.candidates(lineId),
    queryFn: async ({ signal }) =>
      (await listMatchCandidates({ path: { line_id: lineId }, signal, throwOnError: true })).data.data,
    staleTime: 60_000,
  });
}

/** Open items that somebody looks for by hand. */
export function foundItemsOptions(q: string, lineId: string) {
  return queryOptions({
    queryKey: [...bankKeys.all, 'items', q, lineId] as const,
    queryFn: async ({ signal }) =>
      (await searchOpenItems({ query: { q, line: lineId }, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
  });
}
