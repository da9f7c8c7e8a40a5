import { useQuery } from '@tanstack/react-query';
import { Ban, Check, FilePlus2, SearchX, Split } from 'lucide-react';
import { useState } from 'react';
import type { Standing } from '@/api/anomalies';
import type { BankLineRead } from '@/api/gen/types.gen';
import { useCurrency, useMay } from '@/api/me';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { AskReason } from '@/ui/ask-reason';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { SkeletonRows } from '@/ui/skeleton';
import { StandoutNotice } from '@/ui/standout';
import { lineOptions } from '../queries';
import { CandidateCard } from './candidate-card';
import { accountPart, partsOf } from './draft';
import { beginDraft, dropDraft, keepDraft, ruleOf, useDraft } from './drafts';
import { LineFacts } from './line-facts';
import { LineHistory } from './line-history';
import { LineMore } from './line-more';
import { LineRate } from './line-rate';
import { LineRefused } from './line-refused';
import { LineRejected } from './line-rejected';
import { PartsEditor } from './parts-editor';
import { candidatesOptions } from './queries';
import type { Triage } from './triage';

interface LinePanelProps {
  line: BankLineRead;
  triage: Triage;
  standing: Standing | undefined;
}

/** One line and what to do with it: accept what fits, divide it, book it, or say that it does not fit. */
export function LinePanel({ line, triage, standing }: LinePanelProps) {
  const t = useT('banking');
  const failure = useFailure();
  const reconciles = useMay()('banking:reconcile');
  const waits = line.status === 'open' || line.status === 'partly';
  const query = useQuery({ ...candidatesOptions(line.id), enabled: waits });
  const full = useQuery(lineOptions(line.id)).data;
  const [chosen, setChosen] = useState(0);
  const [undoing, setUndoing] = useState<string | null>(null);
  const draft = useDraft(line.id);
  const refusal = triage.refusal(line);
  const abroad = line.currency !== useCurrency();
  const candidates = waits ? (query.data ?? []) : [];
  const candidate = candidates[Math.min(chosen, candidates.length - 1)];
  const acts = waits && reconciles && !draft;
  const group = t('reconcile');
  const accept = () => candidate && triage.accept(line, candidate.parts, { rule: candidate.rule_id });
  const split = () => beginDraft(line.id, candidate ? partsOf(candidate, line) : [], candidate?.rule_id);
  const create = () => beginDraft(line.id, [accountPart([], line)]);
  const reject = () => {
    if (!candidate || candidate.items.length === 0) return;
    setChosen(0);
    triage.reject(
      line,
      candidate.items.map(({ id, type }) => ({ id, type })),
    );
  };
  const last = triage.last;
  const takeBack = () => {
    if (last) triage.takeBack(last);
    else if (full?.reconciliations.some((one) => !one.undone_at)) setUndoing('');
  };
  useHotkeys([
    ...(acts
      ? [
          { keys: 'enter', label: t('accept'), group, run: accept },
          { keys: 's', label: t('split'), group, run: split },
          { keys: 'c', label: t('create'), group, run: create },
          { keys: 'x', label: t('reject'), group, run: reject },
          {
            keys: 'n',
            label: t('nextCandidate'),
            group,
            run: () => setChosen((now) => (now + 1) % Math.max(1, candidates.length)),
          },
        ]
      : []),
    ...(reconciles ? [{ keys: 'u', label: t('undo'), group, run: takeBack }] : []),
  ]);

  return (
    <section aria-label={t('lineAndCandidates')} className="rounded-lg border border-line bg-surface">
      <LineFacts line={line} />
      {standing && (
        <div className="border-b border-line px-4 py-2.5">
          <StandoutNotice found={standing} />
        </div>
      )}
      {waits && refusal && <LineRefused line={line} told={refusal} />}
      {waits && abroad && full && <LineRate line={full} />}
      {acts && (
        <div
          role="toolbar"
          aria-label={t('whatToDo')}
          className="flex flex-wrap gap-2 border-b border-line px-4 py-2.5 max-md:grid max-md:grid-cols-2"
        >
          <Button variant="primary" icon={Check} keys="enter" disabled={!candidate} onClick={accept}>
            {t('accept')}
          </Button>
          <Button icon={Split} keys="s" onClick={split}>
            {t('split')}
          </Button>
          <Button icon={FilePlus2} keys="c" onClick={create}>
            {t('create')}
          </Button>
          <Button icon={Ban} keys="x" disabled={!candidate || candidate.items.length === 0} onClick={reject}>
            {t('reject')}
          </Button>
        </div>
      )}
      {draft && waits && reconciles ? (
        <PartsEditor
          line={line}
          parts={draft}
          busy={triage.busy}
          onChange={(parts) => keepDraft(line.id, parts)}
          onAccept={(parts) =>
            triage.accept(line, parts, { rule: ruleOf(line.id, parts, line), onDone: () => dropDraft(line.id) })
          }
          onClose={() => dropDraft(line.id)}
        />
      ) : (
        waits && (
          <div className="px-4 py-3">
            {query.isPending ? (
              <SkeletonRows rows={3} height="h-16" />
            ) : query.isError && !query.data ? (
              <ErrorState
                title={t('candidatesFailed')}
                {...failure(query.error)}
                onRetry={() => void query.refetch()}
              />
            ) : candidates.length === 0 ? (
              <div className="flex items-start gap-3 py-2 text-muted">
                <SearchX size={18} aria-hidden className="mt-0.5 shrink-0" />
                <p>{t('nothingFits')}</p>
              </div>
            ) : (
              <fieldset>
                <legend className="mb-2 text-sm font-semibold">{t('couldBe', { count: candidates.length })}</legend>
                <div className="flex flex-col gap-2">
                  {candidates.map((one, index) => (
                    <CandidateCard
                      key={`${one.kind}-${one.items.map(({ id }) => id).join()}-${one.rule_id ?? ''}`}
                      candidate={one}
                      line={line}
                      first={index === 0}
                      chosen={one === candidate}
                      onChoose={() => setChosen(index)}
                    />
                  ))}
                </div>
              </fieldset>
            )}
          </div>
        )
      )}
      {full && <LineHistory line={full} onUndo={reconciles ? setUndoing : undefined} />}
      {full && (
        <LineRejected
          line={full}
          onAllow={waits && reconciles ? (items) => triage.takeBack({ lineId: line.id, items }) : undefined}
        />
      )}
      {full && <LineMore line={full} />}
      <AskReason
        open={undoing !== null}
        onOpenChange={(open) => !open && setUndoing(null)}
        title={t('undoTitle')}
        text={t('undoText')}
        suggestions={[t('reasons.wrongItem'), t('reasons.wrongAccount')]}
        confirm={t('undo')}
        busy={triage.busy}
        onConfirm={(reason) => {
          triage.undo(line.id, reason.slice(0, 200), undoing || undefined);
          setUndoing(null);
        }}
      />
    </section>
  );
}
