import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { accountsOptions } from '@/api/accounts';
import { listBankLines, listContacts, listEntries, listExpenses, listInvoices } from '@/api/gen/sdk.gen';
import { useMay } from '@/api/me';
import { foundDocumentsOptions } from '@/features/documents/queries';
import { useDebounced } from '@/lib/use-debounced';
import { matchesChoice } from '@/ui/choice';

const MOST = 5;
const SHORTEST = 2;
const PAUSE = 200;
/** An amount with its cents: in no name, number or account, so that only what has an amount is asked. */
const WITH_CENTS = /^[€+\-\s]*\d[\d.,\s]*[.,]\d{2}\s*€?$/;
const DIGITS = /^[€+\-\d.,\s]+$/;

type Asked = { query: { q: string; limit: number }; signal: AbortSignal; throwOnError: true };

/** A few of one list; a question that nobody waits for any more is broken off. */
function useFew<Row>(
  list: string,
  q: string,
  wanted: boolean,
  ask: (asked: Asked) => Promise<{ data: { data: Row[] } }>,
) {
  const { data } = useQuery({
    queryKey: [list, 'list', 'found', q] as const,
    queryFn: async ({ signal }) => (await ask({ query: { q, limit: MOST }, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
    enabled: wanted,
  });
  return wanted ? (data ?? []) : [];
}

/** What the company has that answers to these words, this number or this amount: a few of each kind. */
export function useFinding(typed: string) {
  const may = useMay();
  const q = useDebounced(typed.trim(), PAUSE);
  const asks = q.length >= SHORTEST;
  const words = asks && !WITH_CENTS.test(q);
  const documents = useQuery({ ...foundDocumentsOptions(q), enabled: words }).data;
  const chart = useQuery({ ...accountsOptions(), enabled: words && may('ledger:read') }).data;
  const fits = (code: string, name: string) => matchesChoice({ value: code, code, label: name }, q);
  return {
    invoices: useFew('invoices', q, asks && may('invoices:read'), listInvoices<true>),
    contacts: useFew('contacts', q, words && may('contacts:read'), listContacts<true>),
    documents: words ? (documents ?? []) : [],
    lines: useFew('bank', q, asks && may('banking:read'), listBankLines<true>),
    // Whoever types a name finds its expenses in the entries: they carry it.
    expenses: useFew('expenses', q, asks && DIGITS.test(q) && may('expenses:read'), listExpenses<true>),
    entries: useFew('ledger', q, words && may('ledger:read'), listEntries<true>),
    accounts: words ? (chart ?? []).filter(({ code, name }) => fits(code, name)).slice(0, MOST) : [],
  };
}
