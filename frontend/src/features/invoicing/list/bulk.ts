import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { issueManyInvoices, payManyInvoices, sendManyInvoices } from '@/api/gen/sdk.gen';
import type { BulkResult, InvoiceSummary } from '@/api/gen/types.gen';
import { openDay } from '@/api/open-day';
import { once } from '@/api/versions';
import type { Day } from '@/lib/dates';
import { mayIssue } from '../invoice/deeds';
import { isOpen } from '../invoice-types';
import { refresh } from '../mutations';
import { invoiceOptions } from '../queries';

export type BulkDeed = 'issue' | 'send' | 'pay';

type May = (permission: string) => boolean;

/** Those among the rows with which this can be done, by whom may do it. */
export const CAN: Record<BulkDeed, (row: InvoiceSummary, may: May) => boolean> = {
  issue: (row, may) => row.status === 'draft' && mayIssue(row, may),
  send: (row, may) => row.direction === 'sale' && isOpen(row.status) && may('invoices:issue'),
  pay: (row, may) => row.kind !== 'quote' && isOpen(row.status) && may('invoices:pay'),
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

interface Asked {
  deed: BulkDeed;
  rows: readonly InvoiceSummary[];
  /** Of a purchase whose own day is closed: the day to book it on, by its id. */
  days?: Readonly<Record<string, Day>>;
}

/** Those that only a closed day kept out of the books, with the first open day of each by its id. */
export function late({ deed, rows, result }: Done): Asked & { days: Record<string, Day> } {
  const days: Record<string, Day> = {};
  for (const one of result.results) {
    const row = rows[one.index];
    const day = openDay(one.errors ?? []);
    if (row && day) days[row.id] = day;
  }
  return { deed, rows: rows.filter((row) => days[row.id]), days };
}

/** The drafts among the rows as they are now: a row of a list does not tell what a draft lacks. */
export function useDrafts(rows: readonly InvoiceSummary[]) {
  return useQueries({
    queries: rows.filter((row) => row.direction === 'sale').map((row) => invoiceOptions(row.id)),
    combine: (all) => ({
      found: all.flatMap((one) => one.data ?? []),
      pending: all.some((one) => one.isPending),
    }),
  });
}

/** Does one thing with many; each is answered on its own. */
export function useBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ deed, rows, days }: Asked): Promise<Done> => {
      const items = rows.map(({ id, version }) => ({ id, version, ...(days?.[id] && { booked_on: days[id] }) }));
      const answer = await SEND[deed]({ body: { items }, headers: once(), throwOnError: true });
      return { deed, rows, result: answer.data.data };
    },
    onSettled: () => refresh(client),
  });
}
