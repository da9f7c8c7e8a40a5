import { queryOptions } from '@tanstack/react-query';
import { getJob, listExports } from '@/api/gen/sdk.gen';
import type { ExportRead } from '@/api/gen/types.gen';

export type ExportKind = ExportRead['kind'];
/** What is asked for on a page of its own; a list is asked for where it is shown. */
export type WholeKind = Exclude<ExportKind, 'list'>;

const SHOWN = 5;
const WHILE_MAKING = 1500;

export const isMaking = (one: ExportRead): boolean => one.status === 'making';

/** The latest exports of a kind; asked again and again while one is being made. */
export function exportsOptions(kind: ExportKind) {
  return queryOptions({
    queryKey: ['exports', kind] as const,
    queryFn: async ({ signal }) => {
      const query = { kind: [kind], limit: SHOWN };
      return (await listExports({ query, signal, throwOnError: true })).data.data;
    },
    refetchInterval: (query) => (query.state.data?.some(isMaking) ? WHILE_MAKING : false),
  });
}

/** How far the job is that makes one. */
export function jobOptions(jobId: string) {
  return queryOptions({
    queryKey: ['jobs', jobId] as const,
    queryFn: async ({ signal }) => (await getJob({ path: { job_id: jobId }, signal, throwOnError: true })).data.data,
    refetchInterval: WHILE_MAKING,
  });
}
