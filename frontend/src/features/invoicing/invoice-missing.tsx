import { Link } from '@tanstack/react-router';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { NotFound } from '@/ui/not-found';

export function InvoiceMissing() {
  const t = useT('invoices');
  return (
    <NotFound title={t('missing')} text={t('missingText')}>
      <Link to="/invoices" className={buttonClass('primary')}>
        {t('backToList')}
      </Link>
    </NotFound>
  );
}
