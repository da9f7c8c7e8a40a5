import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { everyPage } from '@/api/every-page';
import {
  getJob,
  getOpeningBalances,
  getRecurringEntry,
  listExchangeRates,
  listFiscalYears,
  listRecurringEntries,
  listTags,
  previewClosing,
} from '@/api/gen/sdk.gen';
import { tagged } from '@/api/versions';
import { ledgerKey, PAGE_SIZE } from '../queries';
import type { RateFilter, RecurringFilter, TagFilter } from './books-search';

const POLL = 1000;

export const booksKeys = {
  years: [...ledgerKey, 'years'] as const,
  closing: (id: string) => [...ledgerKey, 'closing', id] as const,
  opening: [...ledgerKey, 'opening'] as const,
  recurring: [...ledgerKey, 'recurring'] as const,
  rates: [...ledgerKey, 'rates'] as const,
  tags: [...ledgerKey, 'tags'] as const,
};

/** All of them: which may be closed or opened again depends on the others. */
export function yearsOptions() {
  return queryOptions({
    queryKey: booksKeys.years,
    queryFn: ({ signal }) => everyPage((query) => listFiscalYears({ query, signal, throwOnError: true })),
  });
}

export interface Shares {
  legal_reserve: string;
  dividends: string;
}

/** What closing a year would do, and what stands in its way. */
export function closingOptions(id: string, shares: Shares) {
  return queryOptions({
    queryKey: [...booksKeys.closing(id), shares] as const,
    queryFn: async ({ signal }) =>
      (await previewClosing({ path: { year_id: id }, query: shares, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function openingOptions() {
  return queryOptions({
    queryKey: booksKeys.opening,
    queryFn: async ({ signal }) => tagged(await getOpeningBalances({ signal, throwOnError: true })),
  });
}

export const askedRecurring = ({ status, q }: RecurringFilter) => ({ status: status ? [status] : null, q: q ?? null });

export function recurringOptions(filter: RecurringFilter) {
  return infiniteQueryOptions({
    queryKey: [...booksKeys.recurring, 'list', filter] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...askedRecurring(filter), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listRecurringEntries({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

export function recurringEntryOptions(id: string) {
  return queryOptions({
    queryKey: [...booksKeys.recurring, 'one', id] as const,
    queryFn: async ({ signal }) =>
      (await getRecurringEntry({ path: { recurring_id: id }, signal, throwOnError: true })).data.data,
  });
}

export const askedRates = ({ currency, from, to }: RateFilter) => ({
  currency: currency ? [currency] : null,
  from: from ?? null,
  to: to ?? null,
});

export function ratesOptions(filter: RateFilter) {
  return infiniteQueryOptions({
    queryKey: [...booksKeys.rates, filter] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...askedRates(filter), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listExchangeRates({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

export const askedTags = ({ status, q }: TagFilter) => ({ status: [status ?? ('active' as const)], q: q ?? null });

export function tagsOptions(filter: TagFilter) {
  return infiniteQueryOptions({
    queryKey: [...booksKeys.tags, 'list', filter] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...askedTags(filter), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listTags({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

/** How far the job is that fetches exchange rates. */
export function rateJobOptions(id: string) {
  return queryOptions({
    queryKey: ['jobs', id] as const,
    queryFn: async ({ signal }) => (await getJob({ path: { job_id: id }, signal, throwOnError: true })).data.data,
    refetchInterval: ({ state }) =>
      !state.data || state.data.status === 'queued' || state.data.status === 'running' ? POLL : false,
  });
}
