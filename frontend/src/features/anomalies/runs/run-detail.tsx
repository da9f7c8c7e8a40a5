import { RotateCcw } from 'lucide-react';
import type { AnomalyRunRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { InstantText } from '@/ui/date-text';
import { Fact } from '@/ui/fact';
import { useReplay } from '../mutations';
import { isGoing } from '../queries';
import { Going } from './look-now';

/** What one search judged, with what, and whether the same comes out of it again. */
export function RunDetail({ run }: { run: AnomalyRunRead }) {
  const t = useT('anomalies');
  const decides = useMay()('anomalies:decide');
  const replay = useReplay();
  if (isGoing(run)) return <Going run={run} />;
  return (
    <>
      <dl className="grid grid-cols-[9rem_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm max-sm:grid-cols-[6rem_minmax(0,1fr)]">
        <Fact label={t('ended')}>{run.finished_at ? <InstantText at={run.finished_at} exact /> : '–'}</Fact>
        {run.judged_on && <Fact label={t('judgedOn')}>{t(`judged.${run.judged_on}`)}</Fact>}
        <Fact label={t('standingOut')}>
          <span className="figures">{run.finding_count}</span>
        </Fact>
        <Fact label={t('controlsVersion')}>
          <span className="figures">{run.controls_version ?? '–'}</span>
        </Fact>
        {run.entries_sha256 && (
          <Fact label={t('whatWasJudged')}>
            <span className="font-mono text-xs break-all">{run.entries_sha256}</span>
          </Fact>
        )}
        {run.findings_sha256 && (
          <Fact label={t('whatCameOut')}>
            <span className="font-mono text-xs break-all">{run.findings_sha256}</span>
          </Fact>
        )}
        {run.replayed_at && (
          <Fact label={t('replayed')}>
            <span className="inline-flex flex-wrap items-center gap-2">
              <Badge tone={run.replayed_same ? 'good' : 'bad'}>
                {t(run.replayed_same ? 'sameAgain' : 'notTheSame')}
              </Badge>
              <InstantText at={run.replayed_at} />
            </span>
          </Fact>
        )}
      </dl>
      {decides && run.status === 'done' && (
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button
            size="sm"
            icon={RotateCcw}
            busy={replay.isPending}
            onClick={() =>
              replay.mutate(run.id, { onSuccess: () => toast({ tone: 'note', title: t('replayStarted') }) })
            }
          >
            {t('replay')}
          </Button>
          <span className="text-sm text-muted">{t('replayHint')}</span>
        </div>
      )}
    </>
  );
}
