import { useMutation, useQueryClient } from '@tanstack/react-query';
import { closeVatPeriod, reopenVatPeriod } from '@/api/gen/sdk.gen';
import type { Close, Return } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import { vatKeys } from './queries';

/** Closing and opening post and reverse: the books and the dashboard change with it. */
function useAfterwards() {
  const client = useQueryClient();
  return (now: Return) => {
    client.setQueryData(vatKeys.one(now.period), now);
    void client.invalidateQueries({ queryKey: ['ledger'] });
    void client.invalidateQueries({ queryKey: ['dashboard'] });
  };
}

export function useCloseReturn(period: string) {
  const after = useAfterwards();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (accept: NonNullable<Close['accept_warnings']>) => {
      const asked = { path: { period }, body: { accept_warnings: accept }, headers: once() };
      return (await closeVatPeriod({ ...asked, throwOnError: true })).data.data;
    },
    onSuccess: after,
  });
}

export function useReopenReturn(period: string) {
  const after = useAfterwards();
  return useMutation({
    meta: { anyway: true },
    mutationFn: async ({ reason, seen }: { reason: string; seen: number }) => {
      const headers = { ...once(), ...ifSeen(seen) };
      return (await reopenVatPeriod({ path: { period }, body: { reason }, headers, throwOnError: true })).data.data;
    },
    onSuccess: after,
  });
}
