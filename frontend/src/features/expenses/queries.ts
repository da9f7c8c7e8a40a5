import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  getCarDeduction,
  getExpense,
  listDocuments,
  listExpenseCategories,
  listExpenses,
  sumExpenses,
} from '@/api/gen/sdk.gen';
import type { CarAsked } from './car-search';
import type { ExpenseFilter } from './expense-search';

const PAGE_SIZE = 50;
const RECEIPTS = 30;

export const expenseKeys = {
  all: ['expenses'] as const,
  one: (id: string) => ['expenses', 'one', id] as const,
};

/** The filter as the API wants it: the same for the list on the screen and for the file. */
export const asked = ({ status, paid_with, mine, whose, q }: ExpenseFilter, me: string | undefined) => ({
  status: status ? [status] : null,
  paid_with: paid_with ? [paid_with] : null,
  spender: mine && me ? [me] : null,
  whose: whose ? [whose] : null,
  q: q ?? null,
});

export function expensesOptions(filter: ExpenseFilter, me: string | undefined) {
  return infiniteQueryOptions({
    queryKey: [...expenseKeys.all, 'list', filter, me] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked(filter, me), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listExpenses({ query, signal, throwOnError: true });
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
      (await sumExpenses({ query: asked(filter, me), signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
  });
}

export function expenseOptions(id: string) {
  return queryOptions({
    queryKey: expenseKeys.one(id),
    queryFn: async ({ signal }) =>
      (await getExpense({ path: { expense_id: id }, signal, throwOnError: true })).data.data,
  });
}

export function categoriesOptions() {
  return queryOptions({
    queryKey: [...expenseKeys.all, 'categories'] as const,
    queryFn: async ({ signal }) => (await listExpenseCategories({ signal, throwOnError: true })).data.data,
    staleTime: 10 * 60_000,
  });
}

/** How much of the costs of a car is deducted; asked once its day and fuel are known. */
export function carOptions(car: CarAsked) {
  return queryOptions({
    queryKey: [...expenseKeys.all, 'car', car] as const,
    queryFn: async ({ signal }) => {
      const query = {
        ordered_on: car.ordered ?? '',
        fuel: car.fuel ?? 'petrol',
        co2: car.co2 ?? null,
        is_plug_in: Boolean(car.plugIn),
        on: car.on ?? null,
      };
      return (await getCarDeduction({ query, signal, throwOnError: true })).data.data;
    },
    retry: false,
    staleTime: 10 * 60_000,
  });
}

/** Receipts in the inbox that wait for somebody. */
export function receiptsOptions() {
  return queryOptions({
    queryKey: ['documents', 'receipts'] as const,
    queryFn: async ({ signal }) => {
      const query = { status: ['to_review' as const], kind: ['receipt' as const], limit: RECEIPTS };
      return (await listDocuments({ query, signal, throwOnError: true })).data.data;
    },
  });
}

/** Documents of any kind that wait: one of them may be the paper behind an expense. */
export function waitingOptions() {
  return queryOptions({
    queryKey: ['documents', 'waiting'] as const,
    queryFn: async ({ signal }) => {
      const query = { status: ['to_review' as const], limit: RECEIPTS };
      return (await listDocuments({ query, signal, throwOnError: true })).data.data;
    },
  });
}
