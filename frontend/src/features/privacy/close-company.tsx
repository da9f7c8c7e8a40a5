import { useState } from 'react';
import { useMay, useMe } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { onDemand } from '@/ui/on-demand';

const CloseDialog = onDemand(() => import('./close-dialog'));

/** The end of a company's books here. */
export function CloseCompany() {
  const t = useT('closing');
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const may = useMay();
  // Once closed it stays only until the dialog has said so.
  if (!me || !(may('company:close') || asking)) return null;
  return (
    <Card title={t('title')}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="min-w-60 flex-1 text-muted">{t('text')}</p>
        <Button variant="danger" onClick={() => setAsking(true)}>
          {t('open')}
        </Button>
      </div>
      <CloseDialog open={asking} onOpenChange={setAsking} company={me.tenant.name} />
    </Card>
  );
}
