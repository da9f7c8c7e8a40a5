import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ledgerReverseEntry } from '@/api/gen/sdk.gen';
import { uniqueKey } from '@/lib/unique-key';
import { ledgerKey } from './queries';

/** The books are never edited: an entry is undone by its mirror image. */
export function useReverse() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, reason }: { id: string; reason: string }) => {
      const asked = { path: { entry_id: id }, body: { reason }, headers: { 'idempotency-key': uniqueKey() } };
      return (await ledgerReverseEntry({ ...asked, throwOnError: true })).data.data;
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ledgerKey });
      void client.invalidateQueries({ queryKey: ['documents'] });
      void client.invalidateQueries({ queryKey: ['dashboard'] });
    },
  });
}
