import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { everyPage } from '@/api/every-page';
import {
  getEntry,
  getEntryTemplate,
  listAccounts,
  listEntries,
  listEntryTemplates,
  listJournals,
} from '@/api/gen/sdk.gen';
import { tagged } from '@/api/versions';
import type { JournalFilter } from './ledger-search';

export const PAGE_SIZE = 50;

export const ledgerKey = ['ledger'] as const;

/** The filter as the API wants it: the same for the list on the screen and for the file. */
export function asked({ from, to, account, journal, tag, q }: JournalFilter) {
  return {
    from: from ?? null,
    to: to ?? null,
    account: account ? [account] : null,
    journal: journal ? [journal] : null,
    tag: tag ? [tag] : null,
    q: q ?? null,
  };
}

/** The journal, latest first. */
export function entriesOptions({ from, to, account, journal, tag, q }: JournalFilter) {
  return infiniteQueryOptions({
    queryKey: [...ledgerKey, 'entries', { from, to, account, journal, tag, q }] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked({ from, to, account, journal, tag, q }), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listEntries({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

export function entryOptions(id: string) {
  return queryOptions({
    queryKey: [...ledgerKey, 'entry', id] as const,
    queryFn: async ({ signal }) => tagged(await getEntry({ path: { entry_id: id }, signal, throwOnError: true })),
  });
}

/** What an entry can begin with, as a page of its own. */
export function templatesOptions() {
  return infiniteQueryOptions({
    queryKey: [...ledgerKey, 'templates', 'page'] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listEntryTemplates({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
  });
}

/** All templates, to choose from. */
export function templateChoicesOptions() {
  return queryOptions({
    queryKey: [...ledgerKey, 'templates', 'choices'] as const,
    queryFn: ({ signal }) => everyPage((query) => listEntryTemplates({ query, signal, throwOnError: true })),
  });
}

export function templateOptions(id: string) {
  return queryOptions({
    queryKey: [...ledgerKey, 'template', id] as const,
    queryFn: async ({ signal }) =>
      (await getEntryTemplate({ path: { template_id: id }, signal, throwOnError: true })).data.data,
  });
}

export function journalsOptions() {
  return queryOptions({
    queryKey: [...ledgerKey, 'journals'] as const,
    queryFn: async ({ signal }) => (await listJournals({ signal, throwOnError: true })).data.data,
  });
}

/** The chart as its page shows it: searched, and with those put away where asked for. */
export function chartOptions(q: string | undefined, archived: boolean) {
  return queryOptions({
    queryKey: ['accounts', 'page', { q, archived }] as const,
    queryFn: async ({ signal }) =>
      (await listAccounts({ query: { q: q ?? null, archived }, signal, throwOnError: true })).data.data,
  });
}
