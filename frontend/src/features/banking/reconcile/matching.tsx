import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { matchBankLines } from '@/api/gen/sdk.gen';
import { jobOptions } from '@/api/jobs';
import { once } from '@/api/versions';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { InstantText } from '@/ui/date-text';
import { Progress } from '@/ui/progress';
import { matchingOptions, ruleKeys } from '../rules/queries';
import { StopJob } from '../stop-job';
import { useSayFailure } from '../use-say';

/** Of a large book, when Spark worked out what is exact; it can be asked to do so anew. A small one is as of now. */
export function Matching() {
  const t = useT('banking');
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  const { data } = useQuery(matchingOptions());
  const anew = useMutation({
    meta: { quiet: true },
    mutationFn: async () => (await matchBankLines({ headers: once(), throwOnError: true })).data.data,
    onSuccess: (now) => client.setQueryData(ruleKeys.matching, now),
    onError: sayFailure,
  });
  const going = data?.job_id ?? null;
  const job = useQuery({ ...jobOptions(going ?? ''), enabled: going !== null }).data;
  if (data?.answered_by !== 'spark') return null;
  if (going) {
    return (
      <div role="status" className="flex flex-col gap-2 text-sm text-muted">
        {t('matching')}
        <Progress label={t('matching')} value={job && job.progress > 0 ? job.progress / 100 : undefined} />
        <StopJob job={job} />
      </div>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
      {data.matched_at ? (
        <span>
          {t('matchedAt')} · <InstantText at={data.matched_at} />
        </span>
      ) : (
        <span>{t('matchedNever')}</span>
      )}
      <Button size="sm" variant="quiet" icon={RefreshCw} busy={anew.isPending} onClick={() => anew.mutate()}>
        {t('matchAnew')}
      </Button>
    </p>
  );
}
