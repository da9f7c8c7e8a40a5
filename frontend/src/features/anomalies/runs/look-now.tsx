import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { AnomalyRunRead } from '@/api/gen/types.gen';
import { isOnTheWay, jobOptions, useStopJob } from '@/api/jobs';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { InstantText } from '@/ui/date-text';
import { Progress } from '@/ui/progress';
import { useLookNow } from '../mutations';
import { anomalyKeys, isGoing, runsOptions, SHOWN } from '../queries';

function useLatestRun(): AnomalyRunRead | undefined {
  return useInfiniteQuery(runsOptions()).data?.pages[0]?.rows[0];
}

/** Starts looking at all books, for who may; the search goes on by itself. */
export function LookNow({ primary = false }: { primary?: boolean }) {
  const t = useT('anomalies');
  const decides = useMay()('anomalies:decide');
  const latest = useLatestRun();
  const look = useLookNow();
  if (!decides) return null;
  return (
    <Button
      icon={Search}
      {...(primary ? { variant: 'primary' as const } : {})}
      busy={look.isPending || isGoing(latest)}
      onClick={() => look.mutate()}
    >
      {t('lookNow')}
    </Button>
  );
}

/** When was looked last and what came of it; while it goes on, how far it is. */
export function LastLook() {
  const t = useT('anomalies');
  const latest = useLatestRun();
  useFreshFindings(latest);
  if (!latest) return null;
  if (isGoing(latest)) return <Going run={latest} />;
  if (latest.status === 'failed') return <span className="text-neg">{t('lookFailed')}</span>;
  if (latest.status === 'cancelled') return <span>{t('lookStopped')}</span>;
  return (
    <span>
      {t('looked', { count: latest.entry_count })} · <InstantText at={latest.finished_at ?? latest.created_at} />
    </span>
  );
}

/** How far a search is, and the way to stop it. */
export function Going({ run }: { run: AnomalyRunRead }) {
  const t = useT('anomalies');
  const may = useMay();
  const client = useQueryClient();
  const job = useQuery({ ...jobOptions(run.job_id ?? ''), enabled: run.job_id !== null }).data;
  const stop = useStopJob([anomalyKeys.runs]);
  const share = job && job.progress > 0 ? job.progress / 100 : undefined;
  const ended = job !== undefined && !isOnTheWay(job);
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: anomalyKeys.runs });
  }, [ended, client]);
  return (
    <span className="flex items-center gap-3" role="status">
      <span className="whitespace-nowrap">
        {t('looking')} {share !== undefined && <span className="figures">{job?.progress} %</span>}
      </span>
      <span className="w-28">
        <Progress label={t('looking')} value={share} />
      </span>
      {job && may('jobs:cancel') && (
        <Button
          size="sm"
          variant="quiet"
          busy={stop.isPending || job.cancel_requested}
          onClick={() => stop.mutate(job.id)}
        >
          {t('stopLooking')}
        </Button>
      )}
    </span>
  );
}

/** When a search has ended, everything that findings are shown in is read anew, and what came of it is said. */
function useFreshFindings(latest: AnomalyRunRead | undefined) {
  const t = useT('anomalies');
  const client = useQueryClient();
  const going = useRef<string | null>(null);
  useEffect(() => {
    if (!latest) return;
    if (isGoing(latest)) {
      going.current = latest.id;
      return;
    }
    if (going.current !== latest.id) return;
    going.current = null;
    for (const queryKey of SHOWN) void client.invalidateQueries({ queryKey });
    if (latest.status !== 'done') return;
    const { new_count, back_count, gone_count } = latest;
    toast({
      tone: 'done',
      topic: 'look',
      within: '/anomalies',
      title: t('lookedDone'),
      detail: t('came', { new: new_count, back: back_count, gone: gone_count }),
    });
  }, [latest, client, t]);
}
