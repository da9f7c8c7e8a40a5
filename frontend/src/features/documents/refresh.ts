import type { QueryClient } from '@tanstack/react-query';
import { documentKeys } from './queries';

/**
 * Reads documents again after something changed them. Answers still on their way were asked for before the change:
 * they are dropped first, or they would arrive later and count as fresh. One that was removed is not asked for again,
 * though its page may still be there for a moment.
 */
export async function refreshDocuments(client: QueryClient, removed?: string): Promise<void> {
  const keys = [documentKeys.lists, documentKeys.counts];
  await Promise.all(keys.map((queryKey) => client.cancelQueries({ queryKey })));
  await client.invalidateQueries({
    queryKey: documentKeys.all,
    predicate: ({ queryKey }) => removed === undefined || !queryKey.includes(removed),
  });
}
