import type { NeedsYou } from '@/api/gen/types.gen';

/** The page that shows what the API calls by these names. */
const PAGES: Record<NeedsYou['link']['to'], string> = {
  documents: '/documents',
  invoices: '/invoices',
  bank_lines: '/bank/reconcile',
  anomalies: '/anomalies',
  expenses: '/expenses',
  vat: '/vat',
  fiscal_years: '/books/years',
  recurring_entries: '/books/recurring',
  recurring_invoices: '/invoices/recurring',
  general_ledger: '/reports/general-ledger',
};

type Search = Record<string, string>;
type Filters = Record<string, string[]>;

/** Where a page says it in another way than the API: as a tab, or as what it shows by itself. */
const SAID: Partial<Record<NeedsYou['link']['to'], (filters: Filters) => Search>> = {
  invoices: ({ direction, kind, ...filters }) => ({
    ...single(filters),
    ...(direction?.[0] === 'purchase' && { tab: 'purchases' }),
  }),
  bank_lines: () => ({}),
  vat: ({ state }): Search => (state ? { show: 'to_close' } : {}),
};

const single = (filters: Filters): Search =>
  Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, values.join(',')]));

/** Where something waits: a page of ours, and the filter that shows it there. Sales and purchases are tabs of one page. */
export function placeOf({ link }: NeedsYou): { to: string; search: Search } {
  return { to: PAGES[link.to], search: (SAID[link.to] ?? single)(link.filters ?? {}) };
}
