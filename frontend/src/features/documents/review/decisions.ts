import { useNavigate } from '@tanstack/react-router';
import type { DocumentRead } from '@/api/gen/types.gen';
import { openDay } from '@/api/open-day';
import { asApiError } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { createStore } from '@/lib/store';
import { dismissTopic, toast } from '@/lib/toasts';
import { type Approval, useApprove, useReject, useRemove, useRestore, useRetry, useUndoApproval } from '../mutations';
import type { DocumentFilter } from '../queries';
import { asText } from './read-fields';
import type { Neighbours } from './review-queue';

/** Toasts about a decision that can be undone, and about one that was refused. */
const DECISION = 'decision';
export const REFUSAL = 'refusal';

/** The last approval in this browser: `U` takes it back, wherever the review has gone since. */
const lastApproval = createStore<{ documentId: string; entryId: string } | null>(null);

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The document was opened by the decision on the one before: its checking starts at once. */
    startChecking?: boolean;
  }
}

interface Refused {
  /** Hears which field stands in the way, if it is one. */
  onField: (field: string | null) => void;
  /** Hears the first open day, where the day on the paper is all that stands in the way. */
  onLate: (day: Day) => void;
}

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

  const show = (documentId: string, startChecking = false) =>
    void navigate({
      to: '/documents/$documentId',
      params: { documentId },
      search: filter,
      state: { startChecking },
    });

  function goOn() {
    if (neighbours.nextToReview) show(neighbours.nextToReview, true);
    else void navigate({ to: '/documents', search: { ...filter, status: 'to_review' } });
  }

  function refuse(reason: unknown, title: string) {
    const error = asApiError(reason);
    const said = problemText(error.problem.errors[0] ?? { code: 'no_answer', message: '' });
    const quote = error.status >= 500 && error.requestId ? ` (${error.requestId})` : '';
    toast({ tone: 'problem', title, detail: said + quote, topic: REFUSAL, within: '/documents' });
    return error.problem.errors[0]?.field ?? null;
  }

  function offerUndo(title: string, undoIt: (() => void) | undefined) {
    dismissTopic(REFUSAL);
    const action = undoIt && { label: t('undo'), run: undoIt };
    toast({ tone: 'done', title, action, topic: DECISION, within: '/documents' });
  }

  // Promises rather than callbacks of `mutate`: an undo may be asked for after its document has left the desk.
  async function takeBack(approval: { documentId: string; entryId: string }) {
    try {
      await undo.mutateAsync({ entryId: approval.entryId, reason: t('undoReason') });
      lastApproval.set(null);
      offerUndo(t('undone'), undefined);
      show(approval.documentId);
    } catch (reason) {
      if (asApiError(reason).code === 'entry_already_reversed') lastApproval.set(null);
      dismissTopic(DECISION);
      refuse(reason, t('undoFailed'));
    }
  }

  async function reopen() {
    try {
      await restore.mutateAsync(document.id);
      dismissTopic(DECISION);
      show(document.id);
    } catch (reason) {
      refuse(reason, t('undoFailed'));
    }
  }

  async function approveAndGoOn(asked: Omit<Approval, 'id'>, { onField, onLate }: Refused) {
    try {
      const { entry_id } = await approve.mutateAsync({ id: document.id, ...asked });
      const approval = entry_id ? { documentId: document.id, entryId: entry_id } : null;
      lastApproval.set(approval);
      offerUndo(t('approved', { name }), approval ? () => void takeBack(approval) : undefined);
      goOn();
    } catch (reason) {
      const day = openDay(asApiError(reason).problem.errors);
      if (day) onLate(day);
      else onField(refuse(reason, t('approveFailed')));
    }
  }

  async function rejectAndGoOn(why: string) {
    try {
      await reject.mutateAsync({ id: document.id, reason: why });
      offerUndo(t('rejectedToast', { name }), () => void reopen());
      goOn();
    } catch (reason) {
      refuse(reason, t('rejectFailed'));
    }
  }

  async function removeAndGoOn() {
    try {
      await remove.mutateAsync(document.id);
      offerUndo(t('deleted', { name }), undefined);
      if (neighbours.next) show(neighbours.next);
      else void navigate({ to: '/documents', search: filter });
    } catch (reason) {
      refuse(reason, t('deleteFailed'));
    }
  }

  return {
    busy: [approve, reject, undo, retry, restore, remove].some((action) => action.isPending),
    approve: (asked: Omit<Approval, 'id'>, refused: Refused) => void approveAndGoOn(asked, refused),
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
