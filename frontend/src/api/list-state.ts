import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';
import type { ListState } from '@/lib/list-state';
import { useFailure } from './problem-text';

/** A list that comes page by page; `failed` says what could not be loaded. */
export function useListState<Row>(
  query: UseInfiniteQueryResult<InfiniteData<{ rows: readonly Row[] }>>,
  failed: string,
): ListState<Row> {
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return {
    ...useWhole(query, rows, failed),
    more: {
      has: query.hasNextPage,
      busy: query.isFetchingNextPage,
      failed: query.isFetchNextPageError,
      load: () => void query.fetchNextPage(),
    },
  };
}

/** A list that comes in one piece. */
export function useWholeListState<Row>(query: UseQueryResult<readonly Row[]>, failed: string): ListState<Row> {
  return {
    ...useWhole(query, query.data ?? [], failed),
    more: { has: false, busy: false, failed: false, load: () => {} },
  };
}

function useWhole<Row>(
  query: Pick<UseQueryResult, 'isPending' | 'isPlaceholderData' | 'isError' | 'error' | 'refetch'>,
  rows: readonly Row[],
  title: string,
): Omit<ListState<Row>, 'more'> {
  const failure = useFailure();
  return {
    rows,
    pending: query.isPending,
    stale: query.isPlaceholderData,
    problem: query.isError && rows.length === 0 ? { title, ...failure(query.error) } : null,
    retry: () => void query.refetch(),
  };
}
