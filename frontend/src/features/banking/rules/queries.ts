import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  getBankMatching,
  getBankRun,
  getBankSettings,
  listBankRules,
  listBankRuns,
  previewBankRules,
  previewExactMatches,
} from '@/api/gen/sdk.gen';
import type { RunRead } from '@/api/gen/types.gen';
import { POLL } from '@/api/jobs';
import { tagged } from '@/api/versions';
import { bankKeys } from '../queries';

const PAGE_SIZE = 20;

export const ruleKeys = {
  rules: [...bankKeys.all, 'rules'] as const,
  preview: [...bankKeys.all, 'rules-preview'] as const,
  exact: [...bankKeys.all, 'exact'] as const,
  matching: [...bankKeys.all, 'matching'] as const,
  runs: [...bankKeys.all, 'runs'] as const,
  settings: [...bankKeys.all, 'settings'] as const,
};

export const isRunning = ({ status }: Pick<RunRead, 'status'>): boolean =>
  status === 'running' || status === 'reverting';

export function rulesOptions() {
  return queryOptions({
    queryKey: ruleKeys.rules,
    queryFn: async ({ signal }) => {
      const { data, response } = await listBankRules({ signal, throwOnError: true });
      return { rules: data.data, order: response.headers.get('etag') ?? undefined };
    },
  });
}

/** What all active rules would do with the lines that are open. */
export function previewOptions() {
  return queryOptions({
    queryKey: ruleKeys.preview,
    queryFn: async ({ signal }) => tagged(await previewBankRules({ signal, throwOnError: true })),
  });
}

/** What could be accepted without looking. */
export function exactOptions() {
  return queryOptions({
    queryKey: ruleKeys.exact,
    queryFn: async ({ signal }) => tagged(await previewExactMatches({ signal, throwOnError: true })),
  });
}

/** When all that is open was matched last; asks again by itself while that is going on. */
export function matchingOptions() {
  return queryOptions({
    queryKey: ruleKeys.matching,
    queryFn: async ({ signal }) => (await getBankMatching({ signal, throwOnError: true })).data.data,
    refetchInterval: ({ state }) => (state.data?.job_id ? POLL : false),
  });
}

/** Runs of many lines, latest first; asks again by itself while one is going on. */
export function runsOptions() {
  return infiniteQueryOptions({
    queryKey: [...ruleKeys.runs, 'list'] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listBankRuns({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.rows.some(isRunning)) ? POLL : (false as const),
  });
}

export function runOptions(id: string) {
  return queryOptions({
    queryKey: [...ruleKeys.runs, id] as const,
    queryFn: async ({ signal }) => (await getBankRun({ path: { run_id: id }, signal, throwOnError: true })).data.data,
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? POLL : false),
  });
}

export function settingsOptions() {
  return queryOptions({
    queryKey: ruleKeys.settings,
    queryFn: async ({ signal }) => (await getBankSettings({ signal, throwOnError: true })).data.data,
  });
}
