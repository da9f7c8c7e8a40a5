import { useNavigate } from '@tanstack/react-router';
import type { DocumentRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { createStore } from '@/lib/store';
import { toast } from '@/lib/toasts';
import { useApprove, useReject, useRemove, useRestore, useRetry, useUndoApproval } from '../mutations';
import { useProblemText } from '../problem-text';
import type { DocumentFilter } from '../queries';
import { asText } from './read-fields';
import type { Neighbours } from './review-queue';

/** The last approval in this browser: `U` takes it back, wherever the review has gone since. */
const lastApproval = createStore<{ documentId: string; entryId: string } | null>(null);

/** Everything that can be decided about a document, with what is said and shown afterwards. */
export function useDecisions(document: DocumentRead, neighbours: Neighbours, filter: DocumentFilter) {
  const t = useT('review');
  const navigate = useNavigate();
  const problemText = useProblemText();
  const approve = useApprove();
  const reject = useReject();
  const undo = useUndoApproval();
  const retry = useRetry();
  const restore = useRestore();
  const remove = useRemove();
  const name = asText(document.fields.supplier_name?.value) ?? document.filename;

  const show = (documentId: string) =>
    void navigate({ to: '/documents/$documentId', params: { documentId }, search: filter });

  function goOn() {
    if (neighbours.nextToReview) show(neighbours.nextToReview);
    else void navigate({ to: '/documents', search: { ...filter, status: 'to_review' } });
  }

  function refuse(reason: unknown, title: string) {
    const error = asApiError(reason);
    const said = problemText(error.problem.errors[0] ?? { code: 'no_answer', message: '' });
    const quote = error.status >= 500 && error.requestId ? ` (${error.requestId})` : '';
    toast({ tone: 'problem', title, detail: said + quote });
  }

  // Promises rather than callbacks of `mutate`: an undo may be asked for after its document has left the desk.
  async function takeBack(approval: { documentId: string; entryId: string }) {
    try {
      await undo.mutateAsync({ entryId: approval.entryId, reason: t('undoReason') });
      lastApproval.set(null);
      toast({ tone: 'done', title: t('undone') });
      show(approval.documentId);
    } catch (reason) {
      refuse(reason, t('undoFailed'));
    }
  }

  async function reopen() {
    try {
      await restore.mutateAsync(document.id);
      show(document.id);
    } catch (reason) {
      refuse(reason, t('undoFailed'));
    }
  }

  async function approveAndGoOn(exchangeRate: string | null) {
    try {
      const { entry_id } = await approve.mutateAsync({ id: document.id, exchangeRate });
      const approval = entry_id ? { documentId: document.id, entryId: entry_id } : null;
      lastApproval.set(approval);
      const action = approval ? { label: t('undo'), run: () => void takeBack(approval) } : undefined;
      toast({ tone: 'done', title: t('approved', { name }), action });
      goOn();
    } catch (reason) {
      refuse(reason, t('approveFailed'));
    }
  }

  async function rejectAndGoOn(why: string) {
    try {
      await reject.mutateAsync({ id: document.id, reason: why });
      toast({
        tone: 'done',
        title: t('rejectedToast', { name }),
        action: { label: t('undo'), run: () => void reopen() },
      });
      goOn();
    } catch (reason) {
      refuse(reason, t('rejectFailed'));
    }
  }

  async function removeAndGoOn() {
    try {
      await remove.mutateAsync(document.id);
      toast({ tone: 'done', title: t('deleted', { name }) });
      if (neighbours.next) show(neighbours.next);
      else void navigate({ to: '/documents', search: filter });
    } catch (reason) {
      refuse(reason, t('deleteFailed'));
    }
  }

  return {
    busy: [approve, reject, undo, retry, restore, remove].some((action) => action.isPending),
    approve: (exchangeRate: string | null) => void approveAndGoOn(exchangeRate),
    reject: (reason: string) => void rejectAndGoOn(reason),
    restore: () => void reopen(),
    remove: () => void removeAndGoOn(),
    retry: () => retry.mutate(document.id, { onError: (reason) => refuse(reason, t('retryFailed')) }),

    /** The approval of this document, else the last one made here. */
    undo: () => {
      const own = document.status === 'approved' && document.entry_id;
      const approval = own ? { documentId: document.id, entryId: own } : lastApproval.get();
      if (approval) void takeBack(approval);
    },
  };
}

export type Decisions = ReturnType<typeof useDecisions>;
