import { useQuery } from '@tanstack/react-query';
import { useStopJob } from '@/api/jobs';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { ExportRow } from './export-list';
import { exportsOptions, isMaking } from './queries';

/** Lists that were too long to wait for: each is written by a job, can be stopped, and is there for a week. */
export function ListFiles() {
  const t = useT('exports.lists');
  const may = useMay();
  const lists = useQuery({ ...exportsOptions('list'), enabled: may('company:read') });
  if (!lists.data?.length) return null;
  return (
    <Card title={t('title')}>
      <p className="pb-3 text-muted">{t('text')}</p>
      <ul aria-label={t('label')} className="-mx-4 -mb-4 border-t border-line">
        {lists.data.map((one) => (
          <ExportRow key={one.id} made={one} filename={one.filename}>
            {isMaking(one) && one.job_id && may('jobs:cancel') && <Stop jobId={one.job_id} />}
          </ExportRow>
        ))}
      </ul>
    </Card>
  );
}

function Stop({ jobId }: { jobId: string }) {
  const t = useT('exports.lists');
  const stop = useStopJob([exportsOptions('list').queryKey]);
  return (
    <Button size="sm" variant="quiet" busy={stop.isPending} onClick={() => stop.mutate(jobId)}>
      {t('stop')}
    </Button>
  );
}
