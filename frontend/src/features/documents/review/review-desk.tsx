import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { DocumentRead } from '@/api/gen/types.gen';
import { pageImageOptions } from '@/api/page-image';
import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { useHotkeys } from '@/lib/hotkeys';
import { dismissTopic } from '@/lib/toasts';
import { AskReason } from '@/ui/ask-reason';
import { BookLater } from '@/ui/book-later';
import { Button } from '@/ui/button';
import { bookingOptions, type DocumentFilter, documentOptions, type TypedRate } from '../queries';
import { AcceptWarnings } from './accept-warnings';
import { type AcceptableCode, useToAccept } from './acceptance';
import { useAutosave } from './autosave';
import { focusPlace, useCheckingStart } from './check-fields';
import { REFUSAL, useDecisions } from './decisions';
import { FactList } from './fact-list';
import { FieldPanel } from './field-panel';
import { PageViewer } from './page-viewer';
import { PaperView } from './paper-view';
import { asText } from './read-fields';
import { type Place, placeOf, useRemarks } from './remarks';
import { ReviewHeader } from './review-header';
import { useNeighbours } from './review-queue';
import { ReviewSummary } from './review-summary';
import { SettledPanel } from './settled-panel';

/** Page left, fields right, the decision above. */
export function ReviewDesk({ document, filter }: { document: DocumentRead; filter: DocumentFilter }) {
  const t = useT('review');
  const keys = useT('keys');
  const navigate = useNavigate();
  const [active, setActive] = useState<Place | null>(null);
  const [rejecting, setRejecting] = useState(false);
  const [rate, setRate] = useState<TypedRate>({ value: null, meant: false });
  const [accepted, setAccepted] = useState<readonly AcceptableCode[]>([]);
  const [acceptMissing, setAcceptMissing] = useState(false);
  /** The first open day, where the day on the paper is closed and approving was asked for. */
  const [late, setLate] = useState<Day | null>(null);
  const scroller = useRef<HTMLElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const autosave = useAutosave(document);
  const neighbours = useNeighbours(document.id, filter);
  const decisions = useDecisions(document, neighbours, filter);
  const open = document.status === 'to_review';
  const preview = useQuery({ ...bookingOptions(document.id, document.version, rate, accepted), enabled: open });
  const toAccept = useToAccept(preview, accepted);
  const remarks = useRemarks(
    document,
    preview.data?.problems ?? [],
    toAccept.map((one) => one.code),
  );
  usePrefetched(neighbours.nextToReview ?? neighbours.next);
  useCheckingStart(scroller, remarks.doubtful);
  useRefusalWhileTrue(document.version, rate.value);

  const focusField = (place: Place) => {
    setActive(place);
    focusPlace(scroller.current, place);
  };
  const move = (documentId: string | null) =>
    documentId &&
    void navigate({ to: '/documents/$documentId', params: { documentId }, search: filter, replace: true });

  async function approve(bookedOn?: Day) {
    if (!open || decisions.busy) return;
    // Leaving the field hands its last value over before anything is booked.
    if (window.document.activeElement instanceof HTMLElement) window.document.activeElement.blur();
    const saved = await autosave.flush();
    await new Promise((resolve) => setTimeout(resolve)); // what the fields say about themselves is on screen by now
    const wrong = panel.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    const missing = toAccept.some((warning) => !accepted.includes(warning.code));
    setAcceptMissing(missing);
    if (wrong) wrong.focus();
    else if (missing) scroller.current?.querySelector<HTMLElement>('[data-accept]')?.focus();
    else if (saved) {
      decisions.approve(
        { rate, accepted, ...(bookedOn && { bookedOn }) },
        {
          onField: (field) => {
            const place = placeOf(field);
            if (place) focusField(place);
          },
          onLate: setLate,
        },
      );
    }
  }

  function nextDoubtful() {
    const at = active ? remarks.doubtful.indexOf(active) : -1;
    const next = remarks.doubtful[(at + 1) % remarks.doubtful.length];
    if (next) focusField(next);
  }

  const group = keys('review');
  useHotkeys([
    { keys: 'mod+enter', label: keys('approve'), group, run: () => void approve(), whileTyping: true },
    { keys: 'j', label: keys('nextDocument'), group, run: () => move(neighbours.next) },
    { keys: 'k', label: keys('previousDocument'), group, run: () => move(neighbours.previous) },
    { keys: 'n', label: keys('nextDoubtful'), group, run: nextDoubtful },
    { keys: 'r', label: keys('reject'), group, run: () => open && setRejecting(true) },
    { keys: 'u', label: keys('undo'), group, run: decisions.undo },
    { keys: 'escape', label: keys('leaveField'), group, run: leaveField, whileTyping: true },
  ]);

  const left = leftOf(document);
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
      <div className={left === 'nothing' ? 'grid min-h-0 flex-1 grid-rows-[minmax(0,1fr)]' : SPLIT}>
        {left === 'pages' && (
          <PageViewer document={document} active={active} doubtful={remarks.doubtful} onPick={focusField} />
        )}
        {left === 'paper' && <PaperView document={document} active={active} onPick={focusField} />}
        <section
          ref={scroller}
          aria-label={t('fields')}
          className={`scroll-slim min-h-0 overflow-y-auto ${left === 'nothing' ? 'm-10 w-full max-w-xl self-start justify-self-center rounded-lg border border-line bg-surface max-md:m-4 max-md:w-auto' : 'border-l border-line bg-surface max-md:border-t max-md:border-l-0 max-md:pb-20'}`}
        >
          <SettledPanel document={document} decisions={decisions} />
          {autosave.state === 'conflict' && <Conflict onResolve={autosave.resolve} />}
          {autosave.errors[''] && (
            <p role="alert" className="border-b border-line bg-neg-soft px-5 py-3 text-neg">
              {autosave.errors['']}
            </p>
          )}
          {open && toAccept.length > 0 && (
            <AcceptWarnings warnings={toAccept} accepted={accepted} missing={acceptMissing} onChange={setAccepted} />
          )}
          {open && <ReviewSummary remarks={remarks} onNext={nextDoubtful} />}
          {open && (
            <FieldPanel
              document={document}
              autosave={autosave}
              remarks={remarks}
              booking={preview.data}
              outdated={autosave.state === 'saving' || autosave.state === 'waiting' || preview.isPlaceholderData}
              rate={rate}
              onRate={setRate}
              onActive={setActive}
              panel={panel}
            />
          )}
          {(document.status === 'approved' || document.status === 'rejected') && (
            <FactList document={document} onActive={setActive} />
          )}
        </section>
      </div>
      <BookLater
        open={late !== null}
        day={late}
        dated={asText(document.fields.issue_date?.value)}
        busy={decisions.busy}
        onBook={(day) => {
          setLate(null);
          void approve(day);
        }}
        onClose={() => setLate(null)}
      />
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

const SPLIT =
  'grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_27rem] grid-rows-[minmax(0,1fr)] max-lg:grid-cols-[minmax(0,1fr)_23rem] max-md:grid-cols-1 max-md:grid-rows-[38dvh_minmax(0,1fr)]';

/** What there is to look at beside the fields: page images, an electronic invoice laid out, or nothing (yet). */
function leftOf({ page_count, is_electronic, status }: DocumentRead): 'pages' | 'paper' | 'nothing' {
  if (page_count > 0) return 'pages';
  const wasRead = status !== 'failed' && status !== 'reading' && status !== 'uploaded';
  return wasRead && is_electronic ? 'paper' : 'nothing';
}

/** So that single keys work again; a list of choices that is open closes first. */
function leaveField() {
  const at = window.document.activeElement;
  if (at instanceof HTMLElement && at.getAttribute('aria-expanded') !== 'true') at.blur();
}

/** What was said about a refused approval stays no longer than what was refused. */
function useRefusalWhileTrue(version: number, rate: string | null) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a correction is the event
  useEffect(() => () => dismissTopic(REFUSAL), [version, rate]);
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
