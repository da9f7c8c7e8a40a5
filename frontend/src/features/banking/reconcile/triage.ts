import { useIsMutating, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { BankLineFull, BankLineRead, ItemAsked } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { dismissTopic, toast } from '@/lib/toasts';
import { bankKeys } from '../queries';
import { type Told, useSay, useSayFailure } from '../use-say';
import type { AskedPart } from './draft';
import { dropTerms, termsOf } from './drafts';
import { LINE_MUTATION, useJudge, useReconcile, useUndoLine } from './mutations';
import { renewDraft } from './renew';

type Did = { lineId: string; what?: string } | { lineId: string; items: readonly ItemAsked[] };

interface Asked {
  rows: readonly BankLineRead[];
  current: BankLineRead | undefined;
  go: (lineId: string | undefined) => void;
  /** Whether a line leaves the list when it is reconciled. */
  leaves: boolean;
}

interface Accepting {
  /** Whose shares the parts are. */
  rule?: string | null | undefined;
  onDone?: () => void;
}

const TOPIC = 'reconcile';
const put = (ids: ReadonlySet<string>, id: string, there: boolean): ReadonlySet<string> =>
  new Set(there ? [...ids, id] : [...ids].filter((one) => one !== id));
const refusalOf = (lineId: string) => `${TOPIC}:${lineId}`;

/**
 * What is done with lines one after the other: the next is there at once, and what was done last can be undone.
 * Who is fast has several answers on the way: each is told, in whatever order they come.
 */
export function useTriage({ rows, current, go, leaves }: Asked) {
  const t = useT('banking');
  const client = useQueryClient();
  const say = useSay();
  const sayFailure = useSayFailure();
  const reconcile = useReconcile();
  const undoing = useUndoLine();
  const judge = useJudge();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [did, setDid] = useState<readonly Did[]>([]);
  const [refused, setRefused] = useState<Readonly<Record<string, Told>>>({});
  const busy = useIsMutating({ mutationKey: LINE_MUTATION }) > 0;
  const onTheWay = useRef(new Set<string>()).current;
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const hidden = (id: string) => leaves && gone.has(id);
  const shown = rows.filter((row) => !hidden(row.id));
  const change = (id: string, hide: boolean) => setGone((now) => put(now, id, hide));
  const count = (id: string, isDone: boolean) => setDone((now) => put(now, id, isDone));

  function neighbour(step: 1 | -1): BankLineRead | undefined {
    const at = shown.findIndex((row) => row.id === current?.id);
    return at < 0 ? shown[0] : shown[at + step];
  }

  /** Whoever left meanwhile is not called back. */
  const show = (id: string) => isHere.current && go(id);

  function forgive(id: string) {
    setRefused(({ [id]: _, ...others }) => others);
    dismissTopic(refusalOf(id));
  }

  function accept(line: BankLineRead, parts: AskedPart[], { rule, onDone }: Accepting = {}) {
    if (onTheWay.has(line.id)) return;
    onTheWay.add(line.id);
    forgive(line.id);
    const { on, rate, differs } = termsOf(line.id);
    const next = leaves ? (neighbour(1) ?? neighbour(-1)) : undefined;
    if (leaves) {
      go(next?.id);
      change(line.id, true);
    }
    const accepted = (now: BankLineFull) => {
      onDone?.();
      dropTerms(line.id);
      const what = now.reconciliations.find((one) => one.undone_at === null)?.id;
      const step: Did = { lineId: line.id, ...(what ? { what } : {}) };
      setDid((all) => [...all, step]);
      if (now.status === 'reconciled') count(line.id, true);
      else change(line.id, false);
      toast({
        tone: 'done',
        topic: TOPIC,
        within: '/bank',
        title: t('reconciledToast', { name: line.counterparty_name ?? line.text }),
        action: { label: t('undo'), run: () => takeBack(step) },
      });
    };
    const wasRefused = (reason: unknown) => {
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
        topic: refusalOf(line.id),
        title: say(told),
        detail: line.counterparty_name ?? line.text,
        action: { label: t('showLine'), run: () => go(line.id) },
      });
    };
    const asked = {
      parts,
      open_amount: line.open_amount,
      on,
      exchange_rate: rate,
      accept_exchange_difference: differs,
      rule_id: rule ?? null,
    };
    void reconcile
      .mutateAsync({ lineId: line.id, asked })
      .finally(() => onTheWay.delete(line.id))
      .then(accepted, wasRefused);
  }

  function reject(line: BankLineRead, items: readonly ItemAsked[]) {
    const step: Did = { lineId: line.id, items };
    const rejected = () => {
      setDid((all) => [...all, step]);
      toast({
        tone: 'note',
        topic: TOPIC,
        within: '/bank',
        title: t('rejectedToast'),
        action: { label: t('undo'), run: () => takeBack(step) },
      });
    };
    void judge.mutateAsync({ lineId: line.id, items, no: true }).then(rejected, sayFailure);
  }

  function takeBack(step: Did) {
    setDid((all) => all.filter((one) => one !== step));
    if ('items' in step) {
      void judge.mutateAsync({ ...step, no: false }).then(() => show(step.lineId), sayFailure);
      return;
    }
    undo(step.lineId, t('undoneAtOnce'), step.what);
  }

  function undo(lineId: string, reason: string, what?: string) {
    const undone = () => {
      count(lineId, false);
      change(lineId, false);
      show(lineId);
      if (!rows.some((row) => row.id === lineId)) void client.invalidateQueries({ queryKey: bankKeys.lines });
      toast({ tone: 'done', topic: TOPIC, within: '/bank', title: t('undoneToast') });
    };
    void undoing.mutateAsync({ lineId, reason, ...(what ? { what } : {}) }).then(undone, sayFailure);
  }

  return {
    shown,
    done: done.size,
    busy,
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
