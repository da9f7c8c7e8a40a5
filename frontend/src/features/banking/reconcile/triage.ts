import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BankLineRead, ItemAsked } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { bankKeys } from '../queries';
import { type Told, useSay, useSayFailure } from '../use-say';
import type { AskedPart } from './draft';
import { dropTerms, termsOf } from './drafts';
import { useJudge, useReconcile, useUndoLine } from './mutations';
import { renewDraft } from './renew';

type Did = { lineId: string; what?: string } | { lineId: string; items: readonly ItemAsked[] };

interface Asked {
  rows: readonly BankLineRead[];
  current: BankLineRead | undefined;
  go: (lineId: string | undefined) => void;
  /** Whether a line leaves the list when it is reconciled. */
  leaves: boolean;
}

const TOPIC = 'reconcile';

/** What is done with lines one after the other: the next is there at once, and what was done last can be undone. */
export function useTriage({ rows, current, go, leaves }: Asked) {
  const t = useT('banking');
  const client = useQueryClient();
  const say = useSay();
  const sayFailure = useSayFailure();
  const reconcile = useReconcile();
  const undoing = useUndoLine();
  const judge = useJudge();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState(0);
  const [did, setDid] = useState<readonly Did[]>([]);
  const [refused, setRefused] = useState<Readonly<Record<string, Told>>>({});
  const hidden = (id: string) => leaves && gone.has(id);
  const shown = rows.filter((row) => !hidden(row.id));
  const change = (id: string, hide: boolean) =>
    setGone((now) => new Set(hide ? [...now, id] : [...now].filter((one) => one !== id)));

  function neighbour(step: 1 | -1): BankLineRead | undefined {
    const at = shown.findIndex((row) => row.id === current?.id);
    return at < 0 ? shown[0] : shown[at + step];
  }

  const forgive = (id: string) => setRefused(({ [id]: _, ...others }) => others);

  function accept(line: BankLineRead, parts: AskedPart[], onDone?: () => void) {
    if (reconcile.isPending && gone.has(line.id)) return;
    forgive(line.id);
    const { on, rate } = termsOf(line.id);
    const next = leaves ? (neighbour(1) ?? neighbour(-1)) : undefined;
    if (leaves) {
      go(next?.id);
      change(line.id, true);
    }
    reconcile.mutate(
      { lineId: line.id, asked: { parts, open_amount: line.open_amount, on, exchange_rate: rate } },
      {
        onSuccess: (now) => {
          onDone?.();
          dropTerms(line.id);
          const what = now.reconciliations.find((one) => one.undone_at === null)?.id;
          const step: Did = { lineId: line.id, ...(what ? { what } : {}) };
          setDid((all) => [...all, step]);
          if (now.status === 'reconciled') setDone((count) => count + 1);
          else change(line.id, false);
          toast({
            tone: 'done',
            topic: TOPIC,
            within: '/bank',
            title: t('reconciledToast', { name: line.counterparty_name ?? line.text }),
            action: { label: t('undo'), run: () => takeBack(step) },
          });
        },
        onError: (reason) => {
          change(line.id, false);
          const error = asApiError(reason);
          const told = (error.status > 0 && error.problem.errors[0]) || { code: 'no_answer', message: '' };
          const isGone = told.code === 'line_not_open';
          if (isGone || error.status === 412) void client.invalidateQueries({ queryKey: bankKeys.all });
          if (error.status === 412) void renewDraft(client, line.id);
          if (!isGone) setRefused((all) => ({ ...all, [line.id]: told }));
          if (!next && !isGone) return; // the line is still on the screen, and says so itself
          toast({
            tone: 'problem',
            topic: TOPIC,
            title: say(told),
            detail: line.counterparty_name ?? line.text,
            action: { label: t('showLine'), run: () => go(line.id) },
          });
        },
      },
    );
  }

  function reject(line: BankLineRead, items: readonly ItemAsked[]) {
    const step: Did = { lineId: line.id, items };
    judge.mutate(
      { lineId: line.id, items, no: true },
      {
        onError: sayFailure,
        onSuccess: () => {
          setDid((all) => [...all, step]);
          toast({
            tone: 'note',
            topic: TOPIC,
            within: '/bank',
            title: t('rejectedToast'),
            action: { label: t('undo'), run: () => takeBack(step) },
          });
        },
      },
    );
  }

  function takeBack(step: Did) {
    setDid((all) => all.filter((one) => one !== step));
    if ('items' in step) {
      judge.mutate({ ...step, no: false }, { onError: sayFailure, onSuccess: () => go(step.lineId) });
      return;
    }
    undo(step.lineId, t('undoneAtOnce'), step.what);
  }

  function undo(lineId: string, reason: string, what?: string) {
    undoing.mutate(
      { lineId, reason, ...(what ? { what } : {}) },
      {
        onError: sayFailure,
        onSuccess: () => {
          if (gone.has(lineId)) setDone((count) => Math.max(0, count - 1));
          change(lineId, false);
          go(lineId);
          if (!rows.some((row) => row.id === lineId)) void client.invalidateQueries({ queryKey: bankKeys.lines });
          toast({ tone: 'done', topic: TOPIC, within: '/bank', title: t('undoneToast') });
        },
      },
    );
  }

  return {
    shown,
    done,
    busy: reconcile.isPending || undoing.isPending || judge.isPending,
    last: did.at(-1),
    refusal: (line: BankLineRead): Told | undefined => refused[line.id],
    neighbour,
    accept,
    reject,
    takeBack,
    undo,
  };
}

export type Triage = ReturnType<typeof useTriage>;
