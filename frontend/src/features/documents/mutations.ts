import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  approveDocument,
  rejectDocument,
  removeDocument,
  restoreDocument,
  retryDocument,
  reverseEntry,
} from '@/api/gen/sdk.gen';
import type { DocumentRead } from '@/api/gen/types.gen';
import { once } from '@/api/versions';
import type { Day } from '@/lib/dates';
import { type Accepted, documentKeys, type TypedRate } from './queries';
import { refreshDocuments } from './refresh';

/** What a decision about a document also changes: lists and counts, the books, the figures on the dashboard. */
function useAfterDecision() {
  const client = useQueryClient();
  return (document?: DocumentRead, removed?: string) => {
    if (document) client.setQueryData(documentKeys.one(document.id), document);
    void refreshDocuments(client, removed);
    void client.invalidateQueries({ queryKey: ['ledger'] });
    void client.invalidateQueries({ queryKey: ['dashboard'] });
  };
}

/** An action on one document; the screen says itself what went wrong. `anyway`: it sends no field of it. */
function useDecision<Asked>(decide: (asked: Asked) => Promise<DocumentRead>, anyway = true) {
  const after = useAfterDecision();
  return useMutation({ meta: { quiet: true, anyway }, mutationFn: decide, onSuccess: (document) => after(document) });
}

/** The version on the screen: what a colleague changed since is not decided unseen. */
function useSeen() {
  const client = useQueryClient();
  return (id: string) => {
    const version = client.getQueryData<DocumentRead>(documentKeys.one(id))?.version;
    return version === undefined ? {} : { 'if-match': `"${version}"` };
  };
}

export interface Approval {
  id: string;
  rate: TypedRate;
  /** Codes of warnings the person has read and books all the same. */
  accepted: Accepted;
  /** Where the day on the paper is closed: the day to book it on. */
  bookedOn?: Day;
}

export function useApprove() {
  const seen = useSeen();
  return useDecision(async ({ id, rate, accepted, bookedOn }: Approval) => {
    const asked = {
      path: { document_id: id },
      body: {
        exchange_rate: rate.value,
        ...(rate.meant && { accept_exchange_rate: true }),
        accept_warnings: [...accepted],
        ...(bookedOn && { booked_on: bookedOn }),
      },
      headers: { ...once(), ...seen(id) },
    };
    return (await approveDocument({ ...asked, throwOnError: true })).data.data;
  }, false);
}

export function useReject() {
  const seen = useSeen();
  return useDecision(async ({ id, reason }: { id: string; reason: string }) => {
    const asked = { path: { document_id: id }, body: { reason }, headers: { ...once(), ...seen(id) } };
    return (await rejectDocument({ ...asked, throwOnError: true })).data.data;
  });
}

export function useRestore() {
  return useDecision(async (id: string) => {
    const asked = { path: { document_id: id }, headers: once() };
    return (await restoreDocument({ ...asked, throwOnError: true })).data.data;
  });
}

export function useRetry() {
  return useDecision(async (id: string) => {
    const asked = { path: { document_id: id }, headers: once() };
    return (await retryDocument({ ...asked, throwOnError: true })).data.data;
  });
}

export function useRemove() {
  const after = useAfterDecision();
  const seen = useSeen();
  return useMutation({
    meta: { quiet: true, anyway: true },
    mutationFn: async (id: string) =>
      void (await removeDocument({ path: { document_id: id }, headers: seen(id), throwOnError: true })),
    onSuccess: (_, id) => after(undefined, id),
  });
}

/** Takes an approval back: the entry is reversed, nothing is erased. */
export function useUndoApproval() {
  const after = useAfterDecision();
  return useMutation({
    meta: { quiet: true, anyway: true },
    mutationFn: async ({ entryId, reason }: { entryId: string; reason: string }) => {
      const asked = { path: { entry_id: entryId }, body: { reason }, headers: once() };
      await reverseEntry({ ...asked, throwOnError: true });
    },
    onSuccess: () => after(),
  });
}
