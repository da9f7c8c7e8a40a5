import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useDebounced } from '@/lib/use-debounced';
import { listAccounts } from './gen/sdk.gen';

const PAUSE = 150;
const SHORTEST = 2;

/** The whole chart, in the reader's language: a few hundred rows that hardly change. */
export function accountsOptions() {
  return queryOptions({
    queryKey: ['accounts'] as const,
    queryFn: async ({ signal }) => (await listAccounts({ signal, throwOnError: true })).data.data,
    staleTime: 10 * 60_000,
  });
}

/** Accounts that answer to these words: a code, a name in any language, or what people call it. */
export function foundAccountsOptions(q: string) {
  return queryOptions({
    queryKey: ['accounts', 'found', q] as const,
    queryFn: async ({ signal }) => (await listAccounts({ query: { q }, signal, throwOnError: true })).data.data,
    staleTime: 10 * 60_000,
  });
}

interface AccountChoice {
  value: string;
  code: string;
  label: string;
}

export interface AccountChoices {
  choices: readonly AccountChoice[];
  /** Codes only the server finds for what is typed now. */
  found: readonly string[];
  searching: boolean;
  onSearch: (typed: string) => void;
}

/**
 * Accounts for a field to choose from: the chart is at hand, so typing answers at once; what only the server knows
 * (other languages, synonyms) joins a moment later, below, so that nothing moves under the keyboard.
 */
export function useAccountChoices(): AccountChoices {
  const [typed, setTyped] = useState('');
  const settled = useDebounced(typed, PAUSE);
  const chart = useQuery(accountsOptions()).data;
  const asked = settled.length >= SHORTEST;
  const { data, isFetching } = useQuery({ ...foundAccountsOptions(settled), enabled: asked });
  const current = asked && settled === typed;
  const choices = useMemo(() => (chart ?? []).map(({ code, name }) => ({ value: code, code, label: name })), [chart]);
  const found = useMemo(() => (current ? (data ?? []).map((account) => account.code) : []), [current, data]);
  const onSearch = useCallback((text: string) => setTyped(text.trim()), []);
  return { choices, found, searching: typed.length >= SHORTEST && (!current || isFetching), onSearch };
}
