import { type QueryKey, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { cancelJob, getJob } from './gen/sdk.gen';
import type { JobRead } from './gen/types.gen';

/** How often what is being worked on is asked for, in milliseconds. */
export const POLL = 1500;

export const isOnTheWay = (job: JobRead | undefined): boolean => job?.status === 'queued' || job?.status === 'running';

/** How far a job is; asks again by itself until it has ended. */
export function jobOptions(id: string) {
  return queryOptions({
    queryKey: ['jobs', id] as const,
    queryFn: async ({ signal }) => (await getJob({ path: { job_id: id }, signal, throwOnError: true })).data.data,
    refetchInterval: ({ state }) => (!state.data || isOnTheWay(state.data) ? POLL : false),
  });
}

/** Stops what goes on by itself; what is done by then stays done. `shown` is where that can be seen. */
export function useStopJob(shown: readonly QueryKey[] = []) {
  const client = useQueryClient();
  return useMutation({
    meta: { anyway: true },
    mutationFn: async (id: string) => void (await cancelJob({ path: { job_id: id }, throwOnError: true })),
    onSettled: () => {
      for (const queryKey of [['jobs'], ...shown]) void client.invalidateQueries({ queryKey });
    },
  });
}
