import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FindingRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { type Saying, useDecide, useUndo } from '../mutations';
import { anomalyKeys } from '../queries';

interface Asked {
  rows: readonly FindingRead[];
  current: FindingRead | undefined;
  go: (findingId: string | undefined) => void;
  /** Whether a finding leaves the list when something is said of it. */
  leaves: boolean;
}

const TOPIC = 'anomalies';
const WITHIN = '/anomalies';

/** Findings one after the other: the next is there at once, and what was said last can be taken back. */
export function useTriage({ rows, current, go, leaves }: Asked) {
  const t = useT('anomalies');
  const client = useQueryClient();
  const say = useProblemText();
  const deciding = useDecide();
  const undoing = useUndo();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [did, setDid] = useState<readonly FindingRead[]>([]);
  const shown = rows.filter((row) => !leaves || !gone.has(row.id));
  const hide = (id: string, on: boolean) =>
    setGone((now) => new Set(on ? [...now, id] : [...now].filter((one) => one !== id)));

  function fails(reason: unknown, finding: FindingRead) {
    const error = asApiError(reason);
    void client.invalidateQueries({ queryKey: anomalyKeys.all });
    toast({
      tone: 'problem',
      topic: TOPIC,
      title: say(error.status === 0 ? { code: 'no_answer', message: '' } : error.problem.errors[0]),
      detail: nameOf(finding),
      action: { label: t('showFinding'), run: () => go(finding.id) },
    });
  }

  function decide(finding: FindingRead, saying: Saying) {
    if (gone.has(finding.id)) return;
    if (leaves) {
      const at = shown.findIndex((row) => row.id === current?.id);
      go((shown[at + 1] ?? shown[at - 1])?.id);
      hide(finding.id, true);
    }
    deciding.mutate(
      { finding, saying, hides: leaves },
      {
        onSuccess: (now) => {
          setDid((all) => [...all, now]);
          toast({
            tone: 'done',
            topic: TOPIC,
            within: WITHIN,
            title: t(`said.${saying.kind}`, { name: nameOf(finding) }),
            action: { label: t('undo'), run: () => undo(now) },
          });
        },
        onError: (reason) => {
          hide(finding.id, false);
          fails(reason, finding);
        },
      },
    );
  }

  function undo(finding: FindingRead) {
    undoing.mutate([finding], {
      onSuccess: () => {
        setDid((all) => all.filter((one) => one.id !== finding.id));
        hide(finding.id, false);
        go(finding.id);
        toast({ tone: 'done', topic: TOPIC, within: WITHIN, title: t('undoneToast') });
      },
      onError: (reason) => fails(reason, finding),
    });
  }

  return {
    shown,
    /** How many were done in this sitting. */
    done: did.length,
    last: did.at(-1),
    busy: deciding.isPending || undoing.isPending,
    decide,
    undo,
  };
}

export type Triage = ReturnType<typeof useTriage>;

/** What a finding is called where there is room for a few words: who, and under which number. */
export const nameOf = ({ counterparty, reference }: Pick<FindingRead, 'counterparty' | 'reference'>): string =>
  [counterparty, reference].filter(Boolean).join(' · ') || '–';
