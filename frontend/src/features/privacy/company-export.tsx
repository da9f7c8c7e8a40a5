import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Card } from '@/ui/card';
import { ExportList } from './export-list';

/** Everything the company has here, to take along. */
export function CompanyExport() {
  const t = useT('exports');
  if (!useMay()('company:export')) return null;
  return (
    <Card title={t('company.title')}>
      <ExportList kind="company" text={t('company.text')} />
    </Card>
  );
}
