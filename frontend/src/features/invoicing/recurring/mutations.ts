import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  makeRecurringInvoice,
  removeRecurringInvoice,
  reviseRecurringInvoice,
  runRecurringInvoice,
} from '@/api/gen/sdk.gen';
import type { RecurringMake, RecurringRead, RecurringRevise } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import { invoiceKeys } from '../keys';
import { refresh } from '../mutations';

export function useMakeRecurring() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: RecurringMake) =>
      (await makeRecurringInvoice({ body, headers: once(), throwOnError: true })).data.data,
    onSuccess: () => void client.invalidateQueries({ queryKey: invoiceKeys.recurring }),
  });
}

interface Revision {
  id: string;
  version: number;
  change: RecurringRevise;
}

export function useReviseRecurring({ quiet = true } = {}) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet },
    mutationFn: async ({ id, version, change }: Revision) =>
      (
        await reviseRecurringInvoice({
          path: { recurring_id: id },
          body: change,
          headers: ifSeen(version),
          throwOnError: true,
        })
      ).data.data,
    onSettled: () => client.invalidateQueries({ queryKey: invoiceKeys.recurring }),
  });
}

export function useRemoveRecurring() {
  const client = useQueryClient();
  return useMutation({
    meta: { anyway: true },
    mutationFn: async ({ id, version }: Pick<RecurringRead, 'id' | 'version'>) =>
      void (await removeRecurringInvoice({
        path: { recurring_id: id },
        headers: ifSeen(version),
        throwOnError: true,
      })),
    onSuccess: () => void client.invalidateQueries({ queryKey: invoiceKeys.recurring }),
  });
}

/** Makes the next one now. */
export function useRunRecurring() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) =>
      (await runRecurringInvoice({ path: { recurring_id: id }, headers: once(), throwOnError: true })).data.data,
    onSuccess: (invoice) => refresh(client, invoice),
  });
}
