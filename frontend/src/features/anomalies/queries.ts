import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getAnomalySettings, getBenfordFigures, getFinding, listAnomalyRuns, listFindings } from '@/api/gen/sdk.gen';
import type { AnomalyRunRead, GetBenfordFiguresData, ListFindingsData } from '@/api/gen/types.gen';
import { POLL } from '@/api/jobs';

type Asked<Data extends { query?: object }> = Omit<NonNullable<Data['query']>, 'limit' | 'cursor' | 'format'>;
export type FindingsAsked = Asked<ListFindingsData>;
export type BenfordAsked = NonNullable<GetBenfordFiguresData['query']>;

const PAGE_SIZE = 50;
const RUNS = 20;

export const anomalyKeys = {
  all: ['anomalies'] as const,
  findings: ['anomalies', 'findings'] as const,
  finding: (id: string) => ['anomalies', 'finding', id] as const,
  runs: ['anomalies', 'runs'] as const,
  settings: ['anomalies', 'settings'] as const,
};

/** Where findings are shown: lists, the one that is open, badges elsewhere, the dashboard. */
export const SHOWN = [
  anomalyKeys.findings,
  [...anomalyKeys.all, 'finding'],
  [...anomalyKeys.all, 'standing'],
  ['dashboard'],
] as const;

export const isGoing = (run: Pick<AnomalyRunRead, 'status'> | undefined): boolean =>
  run?.status === 'waiting' || run?.status === 'running';

export function findingsOptions(asked: FindingsAsked) {
  return infiniteQueryOptions({
    queryKey: [...anomalyKeys.findings, asked] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked, limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listFindings({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function findingOptions(id: string) {
  return queryOptions({
    queryKey: anomalyKeys.finding(id),
    queryFn: async ({ signal }) =>
      (await getFinding({ path: { finding_id: id }, signal, throwOnError: true })).data.data,
  });
}

/** Searches of the books, latest first; asks again by itself while one is going on. */
export function runsOptions() {
  return infiniteQueryOptions({
    queryKey: [...anomalyKeys.runs, 'list'] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: RUNS, cursor: pageParam };
      const { data } = await listAnomalyRuns({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.rows.some(isGoing)) ? POLL : false),
  });
}

export function settingsOptions() {
  return queryOptions({
    queryKey: anomalyKeys.settings,
    queryFn: async ({ signal }) => (await getAnomalySettings({ signal, throwOnError: true })).data.data,
  });
}

export function benfordOptions(asked: BenfordAsked) {
  return queryOptions({
    queryKey: [...anomalyKeys.all, 'benford', asked] as const,
    queryFn: async ({ signal }) => (await getBenfordFigures({ query: asked, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
  });
}
