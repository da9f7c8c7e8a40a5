import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { NotAllowed } from '@/ui/not-allowed';
import { PageHeader } from '@/ui/page-header';
import { NightlyReminders } from './nightly-reminders';
import { NumberSeries } from './number-series';
import { SettlingLimits } from './settling';

/** How invoicing goes by itself: from which series numbers come, what is let go, and whether reminders leave at night. */
export function InvoicingSettingsPage() {
  const t = useT('invoicingSettings');
  const may = useMay();
  if (!may('invoices:read')) return <NotAllowed />;
  return (
    <div className="max-w-3xl">
      <PageHeader title={t('title')} />
      <div className="flex flex-col gap-4">
        <NumberSeries editable={may('company:revise')} />
        <SettlingLimits editable={may('company:revise')} />
        <NightlyReminders editable={may('company:revise')} />
      </div>
    </div>
  );
}
