import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  addExpensePaper,
  approveExpense,
  clearExpense,
  makeExpense,
  makeExpenseFromDocument,
  reimburseExpense,
  rejectExpense,
  removeExpense,
  reviseExpense,
  submitExpense,
  unclearExpense,
} from '@/api/gen/sdk.gen';
import type { ExpenseMake, ExpenseRead, Reimburse } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import type { Day } from '@/lib/dates';
import { expenseKeys } from './queries';

/** What a change to expenses also changes: lists, the books, the inbox, the figures on the dashboard. */
export function refreshExpenses(client: QueryClient): void {
  for (const key of [[...expenseKeys.all, 'list'], ['ledger'], ['documents'], ['dashboard'], ['banking']])
    void client.invalidateQueries({ queryKey: key });
}

/** A change to one. `anyway`: it sends no field of the screen. */
function useExpenseChange<Asked>(change: (asked: Asked) => Promise<ExpenseRead>, quiet = false, anyway = false) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet, anyway },
    mutationFn: change,
    onSuccess: (expense: ExpenseRead) => {
      client.setQueryData(expenseKeys.one(expense.id), expense);
      refreshExpenses(client);
    },
  });
}

const seen = (expense: ExpenseRead) => ({
  path: { expense_id: expense.id },
  headers: { ...once(), ...ifSeen(expense.version) },
});

export const useMakeExpense = () =>
  useExpenseChange(
    async (body: ExpenseMake) => (await makeExpense({ body, headers: once(), throwOnError: true })).data.data,
    true,
  );

export const useMakeFromDocument = () =>
  useExpenseChange(async (id: string) => {
    const asked = { path: { document_id: id }, body: {}, headers: once() };
    return (await makeExpenseFromDocument({ ...asked, throwOnError: true })).data.data;
  }, true);

export const useReviseExpense = (expense: ExpenseRead | undefined) =>
  useExpenseChange(async (body: ExpenseMake) => {
    if (!expense) throw new Error('nothing to revise');
    const asked = { path: { expense_id: expense.id }, body, headers: ifSeen(expense.version) };
    return (await reviseExpense({ ...asked, throwOnError: true })).data.data;
  }, true);

/** Says which document is the paper behind it. */
export const useAddPaper = () =>
  useExpenseChange(
    async ({ expense, documentId }: { expense: ExpenseRead; documentId: string }) => {
      const body = { document_id: documentId };
      return (await addExpensePaper({ ...seen(expense), body, throwOnError: true })).data.data;
    },
    true,
    true,
  );

export const useSubmitExpense = () =>
  useExpenseChange(
    async (expense: ExpenseRead) => (await submitExpense({ ...seen(expense), throwOnError: true })).data.data,
  );

export const useApproveExpense = () =>
  useExpenseChange(async ({ expense, bookedOn }: { expense: ExpenseRead; bookedOn?: Day }) => {
    const body = bookedOn ? { booked_on: bookedOn } : null;
    return (await approveExpense({ ...seen(expense), body, throwOnError: true })).data.data;
  }, true);

export const useRejectExpense = () =>
  useExpenseChange(
    async ({ expense, reason }: { expense: ExpenseRead; reason: string }) =>
      (await rejectExpense({ ...seen(expense), body: { reason }, throwOnError: true })).data.data,
    false,
    true,
  );

export const useReimburseExpense = () =>
  useExpenseChange(
    async ({ expense, body }: { expense: ExpenseRead; body: Reimburse }) =>
      (await reimburseExpense({ ...seen(expense), body, throwOnError: true })).data.data,
    true,
  );

/** Whether the bank line of what a company card paid was booked by hand. */
export const useClearExpense = () =>
  useExpenseChange(
    async (expense: ExpenseRead) =>
      (await (expense.cleared ? unclearExpense : clearExpense)({ ...seen(expense), throwOnError: true })).data.data,
    false,
    true,
  );

export function useRemoveExpense() {
  const client = useQueryClient();
  return useMutation({
    meta: { anyway: true },
    mutationFn: async (expense: ExpenseRead) =>
      void (await removeExpense({
        path: { expense_id: expense.id },
        headers: ifSeen(expense.version),
        throwOnError: true,
      })),
    onSuccess: () => void client.invalidateQueries({ queryKey: [...expenseKeys.all, 'list'] }),
  });
}
