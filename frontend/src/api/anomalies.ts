import { queryOptions, useQueries } from '@tanstack/react-query';
import { listFindings } from './gen/sdk.gen';
import type { FindingRead } from './gen/types.gen';
import { useMay } from './me';

export type Standing = Pick<FindingRead, 'id' | 'status'>;

/** So many entries are asked for at once: a page of rows. */
const AT_ONCE = 50;
const MOST = 200;

/** What stands out among these entries: invoices, lines of the bank, expenses, postings, or journal entries. */
function standingOptions(ids: readonly string[]) {
  return queryOptions({
    queryKey: ['anomalies', 'standing', ids] as const,
    queryFn: async ({ signal }) =>
      (await listFindings({ query: { entry: [...ids], limit: MOST }, signal, throwOnError: true })).data.data,
    staleTime: 60_000,
    meta: { quiet: true },
  });
}

/** By the id of an entry what stands out about it; one request for a page of rows, and none for who may not see it. */
export function useStanding(ids: readonly string[]): ReadonlyMap<string, Standing> {
  const enabled = useMay()('anomalies:read');
  const pages = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, page) =>
    ids.slice(page * AT_ONCE, (page + 1) * AT_ONCE),
  );
  return useQueries({
    queries: pages.map((page) => ({ ...standingOptions(page), enabled })),
    combine: (answers) => byEntry(answers.flatMap((answer) => answer.data ?? [])),
  });
}

/** Of several findings about one journal entry the one that still waits counts first, then the weightiest. */
export function byEntry(findings: readonly FindingRead[]): ReadonlyMap<string, Standing> {
  const standing = new Map<string, Standing>();
  const weighty = findings.toSorted(
    (one, other) => Number(other.status === 'open') - Number(one.status === 'open') || other.score - one.score,
  );
  for (const found of weighty)
    for (const id of [found.entry_id, found.journal_entry_id]) if (id && !standing.has(id)) standing.set(id, found);
  return standing;
}
