import { useMutation, useQueryClient } from '@tanstack/react-query';
import { issueManyInvoices, payManyInvoices, sendManyInvoices } from '@/api/gen/sdk.gen';
import type { BulkResult, InvoiceSummary } from '@/api/gen/types.gen';
import { once } from '@/api/versions';
import { isOpen } from '../invoice-types';
import { refresh } from '../mutations';

export type BulkDeed = 'issue' | 'send' | 'pay';

/** Those among the rows with which this can be done. */
export const CAN: Record<BulkDeed, (row: InvoiceSummary) => boolean> = {
  issue: (row) => row.status === 'draft',
  send: (row) => row.direction === 'sale' && ['issued', 'sent', 'overdue', 'partly_paid'].includes(row.status),
  pay: (row) => row.kind !== 'quote' && isOpen(row.status),
};

const SEND = {
  issue: issueManyInvoices,
  send: sendManyInvoices,
  pay: payManyInvoices,
} as const;

export interface Done {
  deed: BulkDeed;
  rows: readonly InvoiceSummary[];
  result: BulkResult;
}

/** Does one thing with many; each is answered on its own. */
export function useBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ deed, rows }: { deed: BulkDeed; rows: readonly InvoiceSummary[] }): Promise<Done> => {
      const items = rows.map(({ id, version }) => ({ id, version }));
      const answer = await SEND[deed]({ body: { items }, headers: once(), throwOnError: true });
      return { deed, rows, result: answer.data.data };
    },
    onSettled: () => refresh(client),
  });
}
