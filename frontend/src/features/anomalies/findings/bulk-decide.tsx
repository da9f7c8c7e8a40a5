import { AlarmClock, Check, MessageSquareText } from 'lucide-react';
import { useState } from 'react';
import type { DecideOne, FindingRead } from '@/api/gen/types.gen';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { AskReason } from '@/ui/ask-reason';
import { Button } from '@/ui/button';
import { type Saying, useDecideMany } from '../mutations';
import { useCommonReasons } from './common-reasons';
import { SnoozeDialog } from './snooze';

/** The API takes so many at once. */
const MOST = 200;

/** A failure is told where all are. */
const nothing = () => undefined;

/** The same said of everything that is ticked. */
export function BulkDecide({ rows, onDone }: { rows: readonly FindingRead[]; onDone: () => void }) {
  const t = useT('anomalies');
  const say = useProblemText();
  const suggestions = useCommonReasons();
  const many = useDecideMany();
  const [asking, setAsking] = useState<'explained' | 'snoozed' | null>(null);
  const count = rows.length;

  function decide({ kind, ...said }: Saying) {
    ask(
      rows.slice(0, MOST).map(({ id, version }) => ({ id, version, decision: kind, ...said })),
      'saidOfMany',
    );
  }

  /** Asks for all at once and tells what became of it; what was said can be taken back, when the ticks are gone as well. */
  function ask(items: DecideOne[], title: 'saidOfMany' | 'undoneMany') {
    many.mutateAsync(items).then(({ done, failed, results }) => {
      setAsking(null);
      onDone();
      const why = results.find((one) => one.status === 'failed')?.errors?.[0];
      const said = items.filter((_, at) => results[at]?.status === 'done');
      const back = said.map(({ id, version }) => ({ id, version: (version ?? 0) + 1, decision: 'undone' as const }));
      toast({
        tone: failed > 0 ? 'problem' : 'done',
        topic: 'anomalies',
        within: '/anomalies',
        title: t(title, { count: done }),
        detail: failed > 0 ? `${t('notSaid', { count: failed })} ${say(why)}` : undefined,
        action:
          title === 'saidOfMany' && back.length > 0
            ? { label: t('undo'), run: () => ask(back, 'undoneMany') }
            : undefined,
      });
    }, nothing);
  }

  return (
    <>
      <Button size="sm" icon={Check} busy={many.isPending} onClick={() => decide({ kind: 'accepted' })}>
        {t('accept')}
      </Button>
      <Button size="sm" icon={MessageSquareText} onClick={() => setAsking('explained')}>
        {t('explain')}
      </Button>
      <Button size="sm" icon={AlarmClock} onClick={() => setAsking('snoozed')}>
        {t('snooze')}
      </Button>
      <AskReason
        open={asking === 'explained'}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t('explainMany', { count })}
        text={t('explainText')}
        suggestions={suggestions}
        confirm={t('explainNow')}
        busy={many.isPending}
        onConfirm={(note) => decide({ kind: 'explained', note })}
      />
      <SnoozeDialog
        open={asking === 'snoozed'}
        title={t('snoozeMany', { count })}
        busy={many.isPending}
        onClose={() => setAsking(null)}
        onSnooze={(until, note) => decide({ kind: 'snoozed', until, note })}
      />
    </>
  );
}
