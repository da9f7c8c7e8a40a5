import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { JobRead } from '@/api/gen/types.gen';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Notice } from '@/ui/notice';
import { Progress } from '@/ui/progress';
import { booksKeys, rateJobOptions } from './queries';

interface RatesFetchingProps {
  /** The job that fetches them. */
  jobId: string;
  /** It came to its end, for better or worse. */
  onEnd: () => void;
}

/** How the fetching of rates goes: under way, tried again, done with how many, or failed with why. */
export function RatesFetching({ jobId, onEnd }: RatesFetchingProps) {
  const t = useT('books');
  const client = useQueryClient();
  const problemText = useProblemText();
  const job = useQuery(rateJobOptions(jobId)).data;
  const told = useRef<string | null>(null);
  const status = job?.status;
  const done = job?.done ?? 0;
  useEffect(() => {
    if (status !== 'succeeded' || told.current === jobId) return;
    told.current = jobId;
    void client.invalidateQueries({ queryKey: booksKeys.rates });
    toast({ tone: 'done', title: done > 0 ? t('ratesFetched', { count: done }) : t('ratesKnown') });
    onEnd();
  }, [status, done, jobId, client, t, onEnd]);
  if (!job || isUnderWay(job)) {
    return (
      <div role="status" className="flex basis-full flex-col gap-1.5">
        <p className="text-sm text-muted">{job?.error ? t('ratesRetried') : t('ratesAsked')}</p>
        <Progress label={t('ratesAsked')} value={job && job.progress > 0 ? job.progress / 100 : undefined} />
      </div>
    );
  }
  if (status === 'succeeded') return null;
  const why = job.error as { code: string; message: string } | null;
  return (
    <div className="basis-full">
      <Notice alert tone="warn" title={t('ratesFailed')}>
        {why ? problemText(why) : t('ratesStopped')}
      </Notice>
    </div>
  );
}

function isUnderWay({ status }: JobRead): boolean {
  return status === 'queued' || status === 'running';
}
