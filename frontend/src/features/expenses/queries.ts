import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  documentsListDocuments,
  expensesGetExpense,
  expensesListExpenseCategories,
  expensesListExpenses,
  expensesSumExpenses,
} from '@/api/gen/sdk.gen';
import type { ExpenseFilter } from './expense-search';

const PAGE_SIZE = 50;
const RECEIPTS = 30;

export const expenseKeys = {
  all: ['expenses'] as const,
  one: (id: string) => ['expenses', 'one', id] as const,
};

/** The filter as the API wants it: the same for the list on the screen and for the file. */
export const asked = ({ status, mine, q }: ExpenseFilter, me: string | undefined) => ({
  status: status ? [status] : null,
  spender: mine && me ? [me] : null,
  q: q ?? null,
});

export function expensesOptions(filter: ExpenseFilter, me: string | undefined) {
  return infiniteQueryOptions({
    queryKey: [...expenseKeys.all, 'list', filter, me] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked(filter, me), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await expensesListExpenses({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

/** What the same list comes to, per currency. */
export function sumsOptions(filter: ExpenseFilter, me: string | undefined) {
  return queryOptions({
    queryKey: [...expenseKeys.all, 'list', 'sums', filter, me] as const,
    queryFn: async ({ signal }) =>
      (await expensesSumExpenses({ query: asked(filter, me), signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
  });
}

export function expenseOptions(id: string) {
  return queryOptions({
    queryKey: expenseKeys.one(id),
    queryFn: async ({ signal }) =>
      (await expensesGetExpense({ path: { expense_id: id }, signal, throwOnError: true })).data.data,
  });
}

export function categoriesOptions() {
  return queryOptions({
    queryKey: [...expenseKeys.all, 'categories'] as const,
    queryFn: async ({ signal }) => (await expensesListExpenseCategories({ signal, throwOnError: true })).data.data,
    staleTime: 10 * 60_000,
  });
}

/** Receipts in the inbox that wait for somebody. */
export function receiptsOptions() {
  return queryOptions({
    queryKey: ['documents', 'receipts'] as const,
    queryFn: async ({ signal }) => {
      const query = { status: ['to_review' as const], kind: ['receipt' as const], limit: RECEIPTS };
      return (await documentsListDocuments({ query, signal, throwOnError: true })).data.data;
    },
  });
}
