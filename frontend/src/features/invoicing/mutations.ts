import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  acceptQuote,
  applyCreditNote,
  copyInvoice,
  creditInvoice,
  declineQuote,
  draftInvoice,
  extendQuote,
  issueInvoice,
  payInvoice,
  remindOfInvoice,
  removeInvoice,
  reopenQuote,
  reverseEntry,
  reviseInvoice,
  sendInvoice,
  unapplyCreditNote,
  writeOffInvoice,
} from '@/api/gen/sdk.gen';
import type {
  AcceptAsked,
  ApplyAsked,
  CreditAsked,
  ExtendAsked,
  InvoiceDraft,
  InvoiceRevise,
  InvoiceShown,
  IssueAsked,
  PayAsked,
  RemindAsked,
  SendAsked,
} from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import { invoiceKeys } from './keys';

/** What an invoice does is seen in many places: the lists, the books, the contact's account, the figures. */
export function refresh(client: QueryClient, invoice?: InvoiceShown): void {
  if (invoice) client.setQueryData(invoiceKeys.one(invoice.id), invoice);
  for (const queryKey of [invoiceKeys.all, ['ledger'], ['contacts'], ['dashboard'], ['reports'], ['vat']])
    void client.invalidateQueries({ queryKey });
}

/** One thing done to one invoice, on the version that was seen. */
function useAct<Given, Made extends InvoiceShown>(
  act: (given: Given) => Promise<{ data: { data: Made } }>,
  { quiet = true, anyway = false }: { quiet?: boolean; anyway?: boolean } = {},
) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet, anyway },
    mutationFn: async (given: Given) => (await act(given)).data.data,
    onSuccess: (invoice) => refresh(client, invoice),
    onError: () => void client.invalidateQueries({ queryKey: invoiceKeys.all }),
  });
}

interface Seen {
  id: string;
  version: number;
}

const at = ({ id }: { id: string }) => ({ path: { invoice_id: id }, throwOnError: true as const });
const seenOnce = (seen: Seen) => ({ ...ifSeen(seen.version), ...once() });

export function useMakeDraft() {
  return useAct((body: InvoiceDraft) => draftInvoice({ body, headers: once(), throwOnError: true }));
}

export function useReviseDraft() {
  return useAct(({ change, ...seen }: Seen & { change: InvoiceRevise }) =>
    reviseInvoice({ ...at(seen), body: change, headers: ifSeen(seen.version) }),
  );
}

export function useIssue() {
  return useAct(({ asked, ...seen }: Seen & { asked: IssueAsked }) =>
    issueInvoice({ ...at(seen), body: asked, headers: seenOnce(seen) }),
  );
}

export function useSend() {
  return useAct(({ asked, ...seen }: Seen & { asked: SendAsked }) =>
    sendInvoice({ ...at(seen), body: asked, headers: seenOnce(seen) }),
  );
}

export function usePay() {
  return useAct(({ asked, ...seen }: Seen & { asked: PayAsked }) =>
    payInvoice({ ...at(seen), body: asked, headers: seenOnce(seen) }),
  );
}

export function useWriteOff() {
  return useAct((seen: Seen) => writeOffInvoice({ ...at(seen), body: {}, headers: seenOnce(seen) }));
}

export function useCredit() {
  return useAct(({ asked, ...seen }: Seen & { asked: CreditAsked }) =>
    creditInvoice({ ...at(seen), body: asked, headers: seenOnce(seen) }),
  );
}

export function useApply() {
  return useAct(({ asked, ...seen }: Seen & { asked: ApplyAsked }) =>
    applyCreditNote({ ...at(seen), body: asked, headers: seenOnce(seen) }),
  );
}

export function useUnapply() {
  return useAct(
    ({ invoice, ...seen }: Seen & { invoice: string }) =>
      unapplyCreditNote({ ...at(seen), body: { invoice_id: invoice }, headers: seenOnce(seen) }),
    { quiet: false, anyway: true },
  );
}

export function useRemind() {
  return useAct(({ id, asked }: { id: string; asked: RemindAsked }) =>
    remindOfInvoice({ ...at({ id }), body: asked, headers: once() }),
  );
}

export function useCopy() {
  return useAct(({ id }: { id: string }) => copyInvoice({ ...at({ id }), headers: once() }), { quiet: false });
}

export function useAccept() {
  return useAct(
    ({ asked, ...seen }: Seen & { asked: AcceptAsked }) =>
      acceptQuote({ ...at(seen), body: asked, headers: seenOnce(seen) }),
    { quiet: false },
  );
}

export function useDecline() {
  return useAct((seen: Seen) => declineQuote({ ...at(seen), headers: seenOnce(seen) }), { quiet: false, anyway: true });
}

export function useExtend() {
  return useAct(({ asked, ...seen }: Seen & { asked: ExtendAsked }) =>
    extendQuote({ ...at(seen), body: asked, headers: seenOnce(seen) }),
  );
}

export function useReopen() {
  return useAct((seen: Seen) => reopenQuote({ ...at(seen), headers: seenOnce(seen) }), { quiet: false, anyway: true });
}

export function useRemoveDraft() {
  const client = useQueryClient();
  return useMutation({
    meta: { anyway: true },
    mutationFn: async (seen: Seen) => {
      await removeInvoice({ ...at(seen), headers: ifSeen(seen.version) });
      return seen.id;
    },
    onSuccess: (id) => {
      client.removeQueries({ queryKey: invoiceKeys.one(id) });
      refresh(client);
    },
  });
}

/** Takes a payment back: its entry is reversed in the books, and the invoice is open again. */
export function useUndoPayment() {
  const client = useQueryClient();
  return useMutation({
    meta: { anyway: true },
    mutationFn: async ({ entry, reason }: { entry: string; reason: string }) =>
      (
        await reverseEntry({
          path: { entry_id: entry },
          body: { reason },
          headers: once(),
          throwOnError: true,
        })
      ).data.data,
    onSettled: () => refresh(client),
  });
}
