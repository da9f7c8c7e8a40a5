import { queryOptions } from '@tanstack/react-query';
import { jobsCancelJob, jobsGetJob } from './gen/sdk.gen';
import type { JobRead } from './gen/types.gen';

/** How often what is being worked on is asked for, in milliseconds. */
export const POLL = 1500;

export const isOnTheWay = (job: JobRead | undefined): boolean => job?.status === 'queued' || job?.status === 'running';

/** How far a job is; asks again by itself until it has ended. */
export function jobOptions(id: string) {
  return queryOptions({
    queryKey: ['jobs', id] as const,
    queryFn: async ({ signal }) => (await jobsGetJob({ path: { job_id: id }, signal, throwOnError: true })).data.data,
    refetchInterval: ({ state }) => (!state.data || isOnTheWay(state.data) ? POLL : false),
  });
}

export async function cancelJob(id: string): Promise<void> {
  await jobsCancelJob({ path: { job_id: id }, throwOnError: true });
}
