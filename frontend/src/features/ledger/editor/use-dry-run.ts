import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { makeEntry } from '@/api/gen/sdk.gen';
import type { EntryDraft, EntryOutcome } from '@/api/gen/types.gen';
import { once } from '@/api/versions';
import { useDebounced } from '@/lib/use-debounced';

const PAUSE = 350;
/** What the bar below the lines says by itself. */
const SAID_ELSEWHERE = ['entry_unbalanced', 'entry_empty'];

export interface DryRun {
  outcome: EntryOutcome | undefined;
  /** It answers what stands there now. */
  fresh: boolean;
  problems: EntryOutcome['problems'];
}

/** What the books say to a draft, without writing it: what it comes to, and all that would be refused. */
export function useDryRun(draft: EntryDraft, worth: boolean): DryRun {
  const text = JSON.stringify({ ...draft, memo: draft.memo.trim() || '-', dry_run: true });
  const asked = useDebounced(text, PAUSE);
  const query = useQuery({
    queryKey: ['entry-dry-run', asked] as const,
    queryFn: async ({ signal }) => {
      const body = JSON.parse(asked) as EntryDraft;
      return (await makeEntry({ body, headers: once(), signal, throwOnError: true })).data.data;
    },
    enabled: worth && asked === text, // what stood there before may not even be a draft
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 10_000,
    retry: false,
  });
  const fresh = worth && text === asked && query.isSuccess && !query.isPlaceholderData;
  const outcome = worth ? query.data : undefined;
  const problems = fresh ? (outcome?.problems ?? []) : [];
  return { outcome, fresh, problems: problems.filter((one) => !SAID_ELSEWHERE.includes(one.code)) };
}
