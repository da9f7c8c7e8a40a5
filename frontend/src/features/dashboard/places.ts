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

/** Where something waits: a page of ours, and the filter that shows it there. Sales and purchases are tabs of one page. */
export function placeOf({ link }: NeedsYou): { to: string; search: Record<string, string> } {
  const { direction, ...search } = link.filters ?? {};
  if (direction === 'purchase') search.tab = 'purchases';
  return { to: PAGES[link.to], search };
}
