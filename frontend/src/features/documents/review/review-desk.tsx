import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { DocumentRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { AskReason } from '@/ui/ask-reason';
import { Button } from '@/ui/button';
import { type DocumentFilter, documentOptions } from '../queries';
import { useAutosave } from './autosave';
import { useDecisions } from './decisions';
import { FactList } from './fact-list';
import { FieldPanel } from './field-panel';
import { pageImageOptions } from './page-image';
import { PageViewer } from './page-viewer';
import { PaperView } from './paper-view';
import type { FieldName } from './read-fields';
import { ReviewHeader } from './review-header';
import { useNeighbours } from './review-queue';
import { ReviewSummary } from './review-summary';
import { SettledPanel } from './settled-panel';

export function ReviewDesk({ document, filter }: { document: DocumentRead; filter: DocumentFilter }) {
  const t = useT('review');
  const keys = useT('keys');
  const navigate = useNavigate();
  const [active, setActive] = useState<FieldName | null>(null);
  const [rejecting, setRejecting] = useState(false);
  const [rate, setRate] = useState<string | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  const autosave = useAutosave(document);
  const neighbours = useNeighbours(document.id, filter);
  const decisions = useDecisions(document, neighbours, filter);
  const open = document.status === 'to_review';
  usePrefetched(neighbours.nextToReview ?? neighbours.next);

  const move = (documentId: string | null) =>
    documentId &&
    void navigate({ to: '/documents/$documentId', params: { documentId }, search: filter, replace: true });

  async function approve() {
    if (!open || decisions.busy) return;
    // Leaving the field hands its last value over before anything is booked.
    if (window.document.activeElement instanceof HTMLElement) window.document.activeElement.blur();
    const saved = await autosave.flush();
    await new Promise((resolve) => setTimeout(resolve)); // what the fields say about themselves is on screen by now
    const wrong = panel.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    if (wrong) wrong.focus();
    else if (saved) decisions.approve(rate);
  }

  function focusField(name: FieldName) {
    setActive(name);
    const place = panel.current?.querySelector<HTMLElement>(`[data-field="${name}"]`);
    place?.closest('details')?.setAttribute('open', '');
    place?.querySelector<HTMLElement>('input, select, button')?.focus();
  }

  function nextDoubtful() {
    const doubtful = Array.from(panel.current?.querySelectorAll<HTMLElement>('[data-doubtful]') ?? []);
    const at = doubtful.findIndex((one) => one.dataset.field === active);
    doubtful[(at + 1) % doubtful.length]?.querySelector('input')?.focus();
  }

  const group = keys('review');
  useHotkeys([
    { keys: 'mod+enter', label: keys('approve'), group, run: () => void approve(), whileTyping: true },
    { keys: 'j', label: keys('nextDocument'), group, run: () => move(neighbours.next) },
    { keys: 'k', label: keys('previousDocument'), group, run: () => move(neighbours.previous) },
    { keys: 'n', label: keys('nextDoubtful'), group, run: nextDoubtful },
    { keys: 'r', label: keys('reject'), group, run: () => open && setRejecting(true) },
    { keys: 'u', label: keys('undo'), group, run: decisions.undo },
  ]);

  return (
    <div className="flex h-full min-h-0 flex-col">
      <ReviewHeader
        document={document}
        filter={filter}
        neighbours={neighbours}
        saveState={autosave.state}
        busy={decisions.busy}
        onMove={move}
        onApprove={() => void approve()}
        onReject={() => setRejecting(true)}
      />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_27rem] grid-rows-[minmax(0,1fr)] max-lg:grid-cols-[minmax(0,1fr)_23rem] max-md:grid-cols-1 max-md:grid-rows-[38dvh_minmax(0,1fr)]">
        {document.page_count > 0 ? (
          <PageViewer document={document} active={active} onPick={focusField} />
        ) : (
          <PaperView document={document} active={active} onPick={focusField} />
        )}
        <section
          aria-label={t('fields')}
          className="scroll-slim min-h-0 overflow-y-auto border-l border-line bg-surface max-md:border-t max-md:border-l-0 max-md:pb-20"
        >
          <SettledPanel document={document} decisions={decisions} />
          {autosave.state === 'conflict' && <Conflict onResolve={autosave.resolve} />}
          {autosave.errors[''] && (
            <p role="alert" className="border-b border-line bg-neg-soft px-5 py-3 text-neg">
              {autosave.errors['']}
            </p>
          )}
          {open && <ReviewSummary document={document} onNext={nextDoubtful} />}
          {open ? (
            <FieldPanel
              document={document}
              autosave={autosave}
              rate={rate}
              onRate={setRate}
              onActive={setActive}
              panel={panel}
            />
          ) : (
            <FactList document={document} onActive={setActive} />
          )}
        </section>
      </div>
      <AskReason
        open={rejecting}
        onOpenChange={setRejecting}
        title={t('rejectTitle')}
        text={t('rejectText')}
        suggestions={[t('reasons.notOurs'), t('reasons.notInvoice'), t('reasons.wrong')]}
        confirm={t('reject')}
        busy={decisions.busy}
        onConfirm={(reason) => {
          setRejecting(false);
          decisions.reject(reason);
        }}
      />
    </div>
  );
}

function Conflict({ onResolve }: { onResolve: (mine: boolean) => void }) {
  const t = useT('review');
  return (
    <div role="alert" className="border-b border-line bg-warn-soft px-5 py-4">
      <p className="font-semibold">{t('conflict')}</p>
      <p className="mb-3 text-sm">{t('conflictText')}</p>
      <div className="flex gap-2">
        <Button size="sm" variant="primary" onClick={() => onResolve(true)}>
          {t('keepMine')}
        </Button>
        <Button size="sm" onClick={() => onResolve(false)}>
          {t('keepTheirs')}
        </Button>
      </div>
    </div>
  );
}

/** The document after this one, with its first page, is already here when it is asked for. */
function usePrefetched(id: string | null) {
  const client = useQueryClient();
  useEffect(() => {
    if (!id) return;
    void client.prefetchQuery(documentOptions(id)).then(() => {
      const next = client.getQueryData(documentOptions(id).queryKey);
      if (next && next.page_count > 0) void client.prefetchQuery(pageImageOptions(id, 1));
    });
  }, [client, id]);
}
