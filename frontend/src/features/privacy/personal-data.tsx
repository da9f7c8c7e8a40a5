import { useState } from 'react';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { onDemand } from '@/ui/on-demand';
import { ExportList } from './export-list';
import { ListFiles } from './list-files';

const EraseDialog = onDemand(() => import('./erase-dialog'));

/** What is known about the person: to take along, and to have forgotten. */
export function PersonalData() {
  const t = useT('exports');
  const may = useMay();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <ListFiles />
      {may('company:read') && (
        <Card title={t('person.title')}>
          <ExportList kind="person" text={t('person.text')} />
        </Card>
      )}
      <Card title={t('erase.title')}>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <p className="min-w-60 flex-1 text-muted">{t('erase.text')}</p>
          <Button variant="danger" onClick={() => setAsking(true)}>
            {t('erase.open')}
          </Button>
        </div>
      </Card>
      <EraseDialog open={asking} onOpenChange={setAsking} />
    </>
  );
}
