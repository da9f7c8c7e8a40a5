import { useMutation, useQueryClient } from '@tanstack/react-query';
import { allowBankMatch, reconcileBankLine, rejectBankMatch, undoBankLine } from '@/api/gen/sdk.gen';
import type { BankLineFull, ItemAsked, Reconcile } from '@/api/gen/types.gen';
import { once } from '@/api/versions';
import { bankKeys } from '../queries';

/** What is asked of a line, whichever way. */
export const LINE_MUTATION = ['banking', 'line'] as const;

/** A line was reconciled or opened: other lines could settle what is open now, and the books have changed. */
function useAfterwards() {
  const client = useQueryClient();
  return (now: BankLineFull) => {
    // An answer that is on its way to a line nobody looks at yet may not know of this one.
    void client.cancelQueries({ queryKey: ['banking', 'candidates'], type: 'inactive' });
    client.setQueryData(bankKeys.line(now.id), now);
    void client.invalidateQueries({ queryKey: bankKeys.accounts });
    // Lists hide what is done by themselves; who comes back to one later reads it anew.
    for (const queryKey of [bankKeys.lines, ['banking', 'candidates']])
      void client.invalidateQueries({ queryKey, refetchType: 'none' });
    for (const queryKey of [['ledger'], ['invoices'], ['expenses'], ['dashboard']])
      void client.invalidateQueries({ queryKey });
  };
}

export function useReconcile() {
  const after = useAfterwards();
  return useMutation({
    mutationKey: LINE_MUTATION,
    meta: { quiet: true },
    mutationFn: async ({ lineId, asked }: { lineId: string; asked: Reconcile }) =>
      (
        await reconcileBankLine({
          path: { line_id: lineId },
          body: asked,
          headers: once(),
          throwOnError: true,
        })
      ).data.data,
    onSuccess: after,
  });
}

export function useUndoLine() {
  const after = useAfterwards();
  return useMutation({
    mutationKey: LINE_MUTATION,
    meta: { quiet: true, anyway: true },
    mutationFn: async ({ lineId, reason, what }: { lineId: string; reason: string; what?: string }) =>
      (
        await undoBankLine({
          path: { line_id: lineId },
          body: { reason, reconciliation_id: what ?? null },
          headers: once(),
          throwOnError: true,
        })
      ).data.data,
    onSuccess: after,
  });
}

/** Says no to a candidate, be it an item or a sum of several, or takes that back. */
export function useJudge() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: LINE_MUTATION,
    meta: { quiet: true, anyway: true },
    mutationFn: async ({ lineId, items, no }: { lineId: string; items: readonly ItemAsked[]; no: boolean }) => {
      const ask = no ? rejectBankMatch : allowBankMatch;
      const body = { items: [...items] };
      await ask({ path: { line_id: lineId }, body, headers: once(), throwOnError: true });
    },
    onSuccess: (_, { lineId }) => {
      void client.invalidateQueries({ queryKey: bankKeys.candidates(lineId) });
      void client.invalidateQueries({ queryKey: bankKeys.line(lineId) });
    },
  });
}
