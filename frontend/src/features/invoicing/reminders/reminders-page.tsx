import { getRouteApi, Link } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { NotAllowed } from '@/ui/not-allowed';
import { PageHeader } from '@/ui/page-header';
import { InvoicingNav } from '../list/invoice-tabs';
import { Proposals } from './proposals';
import { SentReminders } from './sent-reminders';

const route = getRouteApi('/_app/invoices/reminders');

/** Who should be reminded now, and who was. */
export function RemindersPage() {
  const t = useT('reminders');
  const may = useMay();
  const { tab } = route.useSearch();
  return (
    <>
      <PageHeader title={t('title')} />
      {!may('invoices:read') && <NotAllowed />}
      {may('invoices:read') && (
        <>
          <InvoicingNav />
          <p className="mb-5 max-w-2xl text-pretty text-muted">{t('text')}</p>
          <LinkTabs label={t('byTab')}>
            {([undefined, 'sent'] as const).map((one) => (
              <Link
                key={one ?? 'proposed'}
                to="/invoices/reminders"
                search={{ tab: one }}
                replace
                activeOptions={{ explicitUndefined: true }}
                className={TAB}
              >
                {t(`tabs.${one ?? 'proposed'}`)}
              </Link>
            ))}
          </LinkTabs>
          {tab === 'sent' ? <SentReminders /> : <Proposals />}
        </>
      )}
    </>
  );
}
