import type { QueryKey } from '@tanstack/react-query';
import type { JobRead } from '@/api/gen/types.gen';
import { isOnTheWay, useStopJob } from '@/api/jobs';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';

/** Stops what goes on by itself, while it does and for who may. */
export function StopJob({ job, shown = [] }: { job: JobRead | undefined; shown?: readonly QueryKey[] }) {
  const t = useT('banking');
  const may = useMay();
  const stop = useStopJob(shown);
  if (!job || !isOnTheWay(job) || !may('jobs:cancel')) return null;
  return (
    <Button size="sm" variant="quiet" busy={stop.isPending || job.cancel_requested} onClick={() => stop.mutate(job.id)}>
      {t('stopReading')}
    </Button>
  );
}
