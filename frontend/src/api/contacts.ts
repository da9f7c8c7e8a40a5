import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getContact, listContacts } from './gen/sdk.gen';
import type { ListContactsData } from './gen/types.gen';

export type ContactRole = 'customer' | 'supplier';
export type ContactQuery = Omit<NonNullable<ListContactsData['query']>, 'limit' | 'cursor' | 'format'>;

const PAGE_SIZE = 50;

export const contactKeys = {
  all: ['contacts'] as const,
  one: (id: string) => ['contacts', 'one', id] as const,
};

export function contactOptions(id: string) {
  return queryOptions({
    queryKey: contactKeys.one(id),
    queryFn: async ({ signal }) =>
      (await getContact({ path: { contact_id: id }, signal, throwOnError: true })).data.data,
  });
}

/** Customers and suppliers page by page. */
export function contactsOptions(query: ContactQuery) {
  return infiniteQueryOptions({
    queryKey: [...contactKeys.all, 'list', query] as const,
    queryFn: async ({ pageParam, signal }) => {
      const asked = { ...query, limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listContacts({ query: asked, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
  });
}
