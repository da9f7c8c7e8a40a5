import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ImportRead } from '@/api/gen/types.gen';
import { isOnTheWay, jobOptions } from '@/api/jobs';
import { useT } from '@/i18n/i18n';
import { Progress } from '@/ui/progress';
import { bankKeys, isWorking } from '../queries';
import { StopJob } from '../stop-job';

/** How far the reading or writing of a long file is; reading can be stopped, writing is all or nothing. */
export function ImportWorking({ found }: { found: ImportRead }) {
  const t = useT('banking');
  const client = useQueryClient();
  const working = isWorking(found);
  const job = useQuery({ ...jobOptions(found.job_id ?? ''), enabled: working && found.job_id !== null }).data;
  const ended = working && job !== undefined && !isOnTheWay(job);
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: bankKeys.import(found.id) });
  }, [ended, client, found.id]);
  if (!working) return null;
  const doing = t(`working.${found.status as 'reading' | 'importing' | 'reverting'}`);
  const share = job && job.progress > 0 ? job.progress / 100 : undefined;
  return (
    <div
      role="status"
      className="flex animate-appear flex-wrap items-center gap-4 rounded-lg border border-line bg-surface px-4 py-3"
    >
      <span className="text-sm font-medium whitespace-nowrap">
        {doing} {share !== undefined && <span className="figures">{job?.progress} %</span>}
      </span>
      <span className="min-w-40 flex-1">
        <Progress label={doing} value={share} />
      </span>
      {found.status === 'reading' && <StopJob job={job} shown={[bankKeys.import(found.id)]} />}
    </div>
  );
}
