import { useQuery } from '@tanstack/react-query';
import { AlarmClock, Check, MessageSquareText, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { FindingRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { AskReason } from '@/ui/ask-reason';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { SkeletonRows } from '@/ui/skeleton';
import { Compared } from '../compared/compared';
import { History } from '../compared/history';
import { findingOptions } from '../queries';
import { useCommonReasons } from './common-reasons';
import { FindingHead } from './finding-head';
import { Said } from './said';
import { SnoozeDialog } from './snooze';
import { nameOf, type Triage } from './triage';
import { Why } from './why';

/** One finding: what it is, why it stands out, compared with what, and what to say of it. */
export function FindingPanel({ finding, triage }: { finding: FindingRead; triage: Triage }) {
  const t = useT('anomalies');
  const failure = useFailure();
  const decides = useMay()('anomalies:decide');
  const suggestions = useCommonReasons();
  const query = useQuery(findingOptions(finding.id));
  const [asking, setAsking] = useState<'explained' | 'snoozed' | null>(null);
  const full = query.data;
  // The list may be older than what was just said.
  const now = full && full.version >= finding.version ? full : finding;
  const acts = decides && now.status !== 'gone';
  const said = now.status === 'accepted' || now.status === 'explained' || now.status === 'snoozed';
  const accept = () => triage.decide(now, { kind: 'accepted' });
  const undo = () => (said ? triage.undo(now) : triage.last && triage.undo(triage.last));
  const group = t('title');
  useHotkeys([
    ...(acts
      ? [
          { keys: 'a', label: t('accept'), group, run: accept },
          { keys: 'e', label: t('explain'), group, run: () => setAsking('explained') },
          { keys: 'z', label: t('snooze'), group, run: () => setAsking('snoozed') },
        ]
      : []),
    ...(decides ? [{ keys: 'u', label: t('undo'), group, run: () => void undo() }] : []),
  ]);

  return (
    <section aria-label={t('finding')} className="rounded-lg border border-line bg-surface">
      <FindingHead finding={now} entry={full?.entry ?? null} />
      {acts && (
        <div
          role="toolbar"
          aria-label={t('whatToSay')}
          className="flex flex-wrap gap-2 border-b border-line px-4 py-2.5 max-md:grid max-md:grid-cols-2 max-md:*:first:col-span-2"
        >
          {said ? (
            <Button icon={Undo2} keys="u" busy={triage.busy} onClick={() => triage.undo(now)}>
              {t('undo')}
            </Button>
          ) : (
            <Button variant="primary" icon={Check} keys="a" onClick={accept}>
              {t('accept')}
            </Button>
          )}
          <Button icon={MessageSquareText} keys="e" onClick={() => setAsking('explained')}>
            {t('explain')}
          </Button>
          <Button icon={AlarmClock} keys="z" onClick={() => setAsking('snoozed')}>
            {t('snooze')}
          </Button>
        </div>
      )}
      <Why finding={now} />
      {full ? (
        <>
          <Compared finding={full} />
          <History finding={full} />
          <Said finding={full} />
        </>
      ) : query.isError ? (
        <ErrorState title={t('findingFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <SkeletonRows rows={4} />
      )}
      <AskReason
        open={asking === 'explained'}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t('explainTitle')}
        text={t('explainText')}
        suggestions={suggestions}
        confirm={t('explainNow')}
        busy={triage.busy}
        onConfirm={(note) => {
          setAsking(null);
          triage.decide(now, { kind: 'explained', note });
        }}
      />
      <SnoozeDialog
        open={asking === 'snoozed'}
        title={t('snoozeTitle', { name: nameOf(now) })}
        busy={triage.busy}
        onClose={() => setAsking(null)}
        onSnooze={(until, note) => {
          setAsking(null);
          triage.decide(now, { kind: 'snoozed', until, note });
        }}
      />
    </section>
  );
}
