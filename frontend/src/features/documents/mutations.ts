import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  documentsRejectDocument,
  documentsRemoveDocument,
  documentsRestoreDocument,
  documentsRetryDocument,
  invoicingApproveDocument,
  ledgerReverseEntry,
} from '@/api/gen/sdk.gen';
import type { DocumentRead } from '@/api/gen/types.gen';
import { cancelJob } from '@/api/jobs';
import { uniqueKey } from '@/lib/unique-key';
import { type Accepted, documentKeys } from './queries';
import { refreshDocuments } from './refresh';

/** A request that is repeated because no answer came must not book twice. */
const once = () => ({ 'idempotency-key': uniqueKey() });

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

/** An action on one document; the screen says itself what went wrong. */
function useDecision<Asked>(decide: (asked: Asked) => Promise<DocumentRead>) {
  const after = useAfterDecision();
  return useMutation({ meta: { quiet: true }, mutationFn: decide, onSuccess: (document) => after(document) });
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
  exchangeRate: string | null;
  /** Codes of warnings the person has read and books all the same. */
  accepted: Accepted;
}

export function useApprove() {
  const seen = useSeen();
  return useDecision(async ({ id, exchangeRate, accepted }: Approval) => {
    const asked = {
      path: { document_id: id },
      body: { exchange_rate: exchangeRate, accept_warnings: [...accepted] },
      headers: { ...once(), ...seen(id) },
    };
    return (await invoicingApproveDocument({ ...asked, throwOnError: true })).data.data;
  });
}

export function useReject() {
  const seen = useSeen();
  return useDecision(async ({ id, reason }: { id: string; reason: string }) => {
    const asked = { path: { document_id: id }, body: { reason }, headers: { ...once(), ...seen(id) } };
    return (await documentsRejectDocument({ ...asked, throwOnError: true })).data.data;
  });
}

export function useRestore() {
  return useDecision(async (id: string) => {
    const asked = { path: { document_id: id }, headers: once() };
    return (await documentsRestoreDocument({ ...asked, throwOnError: true })).data.data;
  });
}

export function useRetry() {
  return useDecision(async (id: string) => {
    const asked = { path: { document_id: id }, headers: once() };
    return (await documentsRetryDocument({ ...asked, throwOnError: true })).data.data;
  });
}

export function useRemove() {
  const after = useAfterDecision();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (id: string) =>
      void (await documentsRemoveDocument({ path: { document_id: id }, throwOnError: true })),
    onSuccess: (_, id) => after(undefined, id),
  });
}

/** Takes an approval back: the entry is reversed, nothing is erased. */
export function useUndoApproval() {
  const after = useAfterDecision();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ entryId, reason }: { entryId: string; reason: string }) => {
      const asked = { path: { entry_id: entryId }, body: { reason }, headers: once() };
      await ledgerReverseEntry({ ...asked, throwOnError: true });
    },
    onSuccess: () => after(),
  });
}

export function useCancelJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: cancelJob,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['jobs'] });
      void refreshDocuments(client);
    },
  });
}
