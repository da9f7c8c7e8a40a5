import { Link } from '@tanstack/react-router';
import { useT } from '@/i18n/i18n';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { type InvoiceFilter, TABS } from '../invoice-search';

/** What one looks at most, as links; a filter that only one of them knows does not travel along. */
export function InvoiceTabs({ filter }: { filter: InvoiceFilter }) {
  const t = useT('invoices');
  const { q, from, to, contact } = filter;
  return (
    <LinkTabs label={t('byTab')}>
      {TABS.map((tab) => (
        <Link
          key={tab}
          to="/invoices"
          search={{ tab: tab === 'sales' ? undefined : tab, q, from, to, contact }}
          replace
          // Else "Sales" counts as shown whatever the tab: its address is the beginning of every other.
          activeOptions={{ explicitUndefined: true }}
          className={TAB}
        >
          {t(`tabs.${tab}`)}
        </Link>
      ))}
    </LinkTabs>
  );
}

/** The pages that belong to invoicing. */
export function InvoicingNav() {
  const t = useT('invoices');
  return (
    <nav aria-label={t('parts')} className="-mt-1 mb-4 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {(['/invoices', '/invoices/recurring', '/invoices/reminders'] as const).map((to) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true, includeSearch: false }}
          className="rounded text-muted hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {t(to === '/invoices' ? 'title' : to === '/invoices/recurring' ? 'recurring' : 'reminders')}
        </Link>
      ))}
    </nav>
  );
}
