import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isOnTheWay, jobOptions, useStopJob } from '@/api/jobs';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { Progress } from '@/ui/progress';
import { refreshDocuments } from './refresh';

/** How far the reading of what was just sent is, with the way to stop it. */
export function ReadingProgress({ jobIds }: { jobIds: readonly string[] }) {
  const t = useT('documents');
  const client = useQueryClient();
  const stop = useStopJob();
  const jobs = useQueries({ queries: jobIds.map((id) => jobOptions(id)) })
    .map((query) => query.data)
    .filter(isOnTheWay)
    .filter((job) => job !== undefined);
  const total = jobs.reduce((sum, job) => sum + job.total, 0);
  const done = jobs.reduce((sum, job) => sum + job.done, 0);
  // The rows below say the same as the count.
  useEffect(() => {
    if (done > 0) void refreshDocuments(client);
  }, [done, client]);
  if (jobs.length === 0) return null;
  const share = jobs.reduce((sum, job) => sum + job.progress, 0) / (jobs.length * 100);
  return (
    <div className="mb-4 flex animate-appear items-center gap-4 rounded-lg border border-line bg-surface px-4 py-2.5">
      <span className="text-sm font-medium whitespace-nowrap">{t('reading', { done, total })}</span>
      <Progress label={t('readingLabel')} value={share > 0 ? share : undefined} />
      <Button
        size="sm"
        variant="quiet"
        busy={stop.isPending}
        onClick={() => {
          for (const job of jobs) stop.mutate(job.id, { onSettled: () => void refreshDocuments(client) });
        }}
      >
        {t('stopReading')}
      </Button>
    </div>
  );
}
