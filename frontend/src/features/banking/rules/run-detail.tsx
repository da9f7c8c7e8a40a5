import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isOnTheWay, jobOptions } from '@/api/jobs';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Badge } from '@/ui/badge';
import { DateText } from '@/ui/date-text';
import { Progress } from '@/ui/progress';
import { SkeletonRows } from '@/ui/skeleton';
import { StopJob } from '../stop-job';
import { useSay } from '../use-say';
import { isRunning, runOptions } from './queries';

const TONE = { done: 'good', failed: 'bad', reverted: 'neutral' } as const;

/** What became of each line of a run, those that failed first. */
export function RunDetail({ runId }: { runId: string }) {
  const t = useT('banking');
  const say = useSay();
  const { data } = useQuery(runOptions(runId));
  const going = data !== undefined && isRunning(data);
  const job = useQuery({ ...jobOptions(data?.job_id ?? ''), enabled: going && data.job_id !== null }).data;
  if (!data) return <SkeletonRows rows={2} />;
  return (
    <div className="flex flex-col gap-2">
      {going && (
        <div className="flex items-center gap-3">
          <span className="flex-1">
            <Progress label={t('runStates.running')} value={job && isOnTheWay(job) ? job.progress / 100 : undefined} />
          </span>
          {data.status === 'running' && <StopJob job={job} />}
        </div>
      )}
      {data.results.length === 0 && !going && <p className="text-sm text-muted">{t('noLinesInRun')}</p>}
      <ul className="divide-y divide-line text-sm">
        {data.results.map(({ line, status, problem }) => (
          <li key={line.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5">
            <Badge tone={TONE[status]}>{t(`resultStates.${status}`)}</Badge>
            <span className="text-muted">
              <DateText day={line.booked_on} />
            </span>
            <Link
              to="/bank/reconcile"
              search={{ tab: 'all', line: line.id, q: line.counterparty_name ?? undefined }}
              className="min-w-0 flex-1 truncate font-medium text-accent hover:underline"
            >
              {line.counterparty_name ?? line.text}
            </Link>
            <span className="num">
              <Amount value={line.amount} currency={line.currency} />
            </span>
            {problem && <span className="w-full text-neg">{say(problem)}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
