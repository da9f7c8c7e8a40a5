import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useDebounced } from '@/lib/use-debounced';
import { type ContactQuery, type ContactRole, contactKeys } from './contacts';
import { listContacts } from './gen/sdk.gen';
import type { ContactRead } from './gen/types.gen';

const PAUSE = 150;
const AT_HAND = 50;
const FOUND = 20;

function someContactsOptions(query: ContactQuery, limit: number) {
  return queryOptions({
    queryKey: [...contactKeys.all, 'some', query, limit] as const,
    queryFn: async ({ signal }) =>
      (await listContacts({ query: { ...query, limit }, signal, throwOnError: true })).data.data,
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
