import { infiniteQueryOptions, keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query';
import { listReminders, sendManyReminders } from '@/api/gen/sdk.gen';
import type { BulkResult, ReminderProposal } from '@/api/gen/types.gen';
import { once } from '@/api/versions';
import type { Period } from '@/lib/dates';
import { invoiceKeys } from '../keys';
import { refresh } from '../mutations';

const PAGE_SIZE = 50;

export const asked = ({ from, to }: Period) => ({ from: from ?? null, to: to ?? null });

/** Reminders that went out, latest first. */
export function remindersOptions(period: Period) {
  return infiniteQueryOptions({
    queryKey: [...invoiceKeys.reminders, 'sent', period] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked(period), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listReminders({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export interface RemindedMany {
  proposals: readonly ReminderProposal[];
  result: BulkResult;
}

/** Sends the step that was seen proposed, to each; one that changed meanwhile is refused and said. */
export function useRemindMany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (proposals: readonly ReminderProposal[]): Promise<RemindedMany> => {
      const items = proposals.map(({ invoice_id, level }) => ({ id: invoice_id, level }));
      const answer = await sendManyReminders({ body: { items }, headers: once(), throwOnError: true });
      return { proposals, result: answer.data.data };
    },
    onSettled: () => refresh(client),
  });
}
