import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getDocument, listDocuments, previewBooking } from '@/api/gen/sdk.gen';
import type { Approve } from '@/api/gen/types.gen';
import { POLL } from '@/api/jobs';
import type { DocumentCounts, DocumentStatus } from './document-types';

export interface DocumentFilter {
  status?: DocumentStatus | undefined;
  q?: string | undefined;
}

/** Codes of problems that the person set aside. */
export type Accepted = readonly NonNullable<Approve['accept_warnings']>[number][];

const PAGE_SIZE = 50;

export const documentKeys = {
  all: ['documents'] as const,
  lists: ['documents', 'list'] as const,
  counts: ['documents', 'counts'] as const,
  one: (id: string) => ['documents', 'one', id] as const,
  booking: (id: string) => ['documents', 'booking', id] as const,
};

export function stillReading(counts: DocumentCounts): number {
  return (counts.uploaded ?? 0) + (counts.reading ?? 0);
}

/** The filter as the API wants it: the same for the list on the screen and for the file. */
export const asked = ({ status, q }: DocumentFilter) => ({ status: status ? [status] : null, q: q ?? null });

/** The inbox, newest first. Asks again by itself while anything in it is still being read. */
export function documentsOptions({ status, q }: DocumentFilter) {
  return infiniteQueryOptions({
    queryKey: [...documentKeys.lists, { status, q }] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked({ status, q }), limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listDocuments({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (stillReading(state.data?.pages[0]?.meta.counts ?? {}) > 0 ? POLL : false),
  });
}

/** How many documents stand where: for the badge in the navigation. */
export function documentCountsOptions() {
  return queryOptions({
    queryKey: documentKeys.counts,
    queryFn: async ({ signal }): Promise<DocumentCounts> => {
      const { data } = await listDocuments({ query: { limit: 1 }, signal, throwOnError: true });
      return data.meta.counts;
    },
    refetchInterval: ({ state }) => (stillReading(state.data ?? {}) > 0 ? 2 * POLL : false),
  });
}

/** A handful of documents for the palette. */
export function foundDocumentsOptions(q: string) {
  return queryOptions({
    queryKey: [...documentKeys.all, 'found', q] as const,
    queryFn: async ({ signal }) =>
      (await listDocuments({ query: { q, limit: 6 }, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
  });
}

export function documentOptions(id: string) {
  return queryOptions({
    queryKey: documentKeys.one(id),
    queryFn: async ({ signal }) =>
      (await getDocument({ path: { document_id: id }, signal, throwOnError: true })).data.data,
    refetchInterval: ({ state }) =>
      state.data?.status === 'uploaded' || state.data?.status === 'reading' ? POLL : false,
  });
}

/** What approving this version of the document would post. */
/** A rate as it was typed; `meant`: also where it is far from the known one. */
export interface TypedRate {
  value: string | null;
  meant: boolean;
}

export function bookingOptions(id: string, version: number, rate: TypedRate, accepted: Accepted = []) {
  return queryOptions({
    queryKey: [...documentKeys.booking(id), version, rate, accepted] as const,
    queryFn: async ({ signal }) => {
      const query = {
        exchange_rate: rate.value,
        ...(rate.meant && { accept_exchange_rate: true }),
        accept_warnings: [...accepted],
      };
      return (await previewBooking({ path: { document_id: id }, query, signal, throwOnError: true })).data.data;
    },
    placeholderData: keepPreviousData,
  });
}
