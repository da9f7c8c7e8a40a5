import { infiniteQueryOptions, keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useDebounced } from '@/lib/use-debounced';
import { contactsGetContact, contactsListContacts } from './gen/sdk.gen';
import type { ContactRead, ContactsListContactsData } from './gen/types.gen';

export type ContactRole = 'customer' | 'supplier';
export type ContactQuery = Omit<NonNullable<ContactsListContactsData['query']>, 'limit' | 'cursor' | 'format'>;

const PAUSE = 150;
const PAGE_SIZE = 50;
const AT_HAND = 50;
const FOUND = 20;

export const contactKeys = {
  all: ['contacts'] as const,
  one: (id: string) => ['contacts', 'one', id] as const,
};

export function contactOptions(id: string) {
  return queryOptions({
    queryKey: contactKeys.one(id),
    queryFn: async ({ signal }) =>
      (await contactsGetContact({ path: { contact_id: id }, signal, throwOnError: true })).data.data,
  });
}

/** Customers and suppliers page by page. */
export function contactsOptions(query: ContactQuery) {
  return infiniteQueryOptions({
    queryKey: [...contactKeys.all, 'list', query] as const,
    queryFn: async ({ pageParam, signal }) => {
      const asked = { ...query, limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await contactsListContacts({ query: asked, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
  });
}

function someContactsOptions(query: ContactQuery, limit: number) {
  return queryOptions({
    queryKey: [...contactKeys.all, 'some', query, limit] as const,
    queryFn: async ({ signal }) =>
      (await contactsListContacts({ query: { ...query, limit }, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/**
 * Contacts for a field to choose from: those of this role by name are at hand; typing finds all others, whatever they
 * were before, below those that match by themselves.
 */
export function useContactChoices(role: ContactRole, chosen: ContactRead | undefined) {
  const [typed, setTyped] = useState('');
  const settled = useDebounced(typed, PAUSE);
  const atHand = useQuery(someContactsOptions({ role: [role] }, AT_HAND)).data;
  const asked = settled.length > 0;
  const search = useQuery({ ...someContactsOptions({ q: settled }, FOUND), enabled: asked });
  const current = asked && settled === typed;
  const choices = useMemo(() => {
    const known = new Map<string, ContactRead>();
    for (const contact of [...(chosen ? [chosen] : []), ...(atHand ?? []), ...(search.data ?? [])])
      known.set(contact.id, contact);
    return [...known.values()].map((contact) => ({
      value: contact.id,
      label: contact.city ? `${contact.name} · ${contact.city}` : contact.name,
    }));
  }, [chosen, atHand, search.data]);
  const found = useMemo(() => (current ? (search.data ?? []).map((one) => one.id) : []), [current, search.data]);
  const onSearch = useCallback((text: string) => setTyped(text.trim()), []);
  return { choices, found, searching: typed.length > 0 && (!current || search.isFetching), onSearch };
}
