import { ChevronDown, ChevronUp, ScanLine, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { DocumentRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { IconButton } from '@/ui/button';
import { DocumentPage } from './document-page';
import type { FieldName } from './read-fields';
import type { Place } from './remarks';

const ZOOMS = [50, 75, 100, 125, 150, 200, 300];

interface PageViewerProps {
  document: DocumentRead;
  active: Place | null;
  doubtful: readonly Place[];
  onPick: (field: FieldName) => void;
}

/** The pages as they were sent in, with a box over everything that was read. */
export function PageViewer({ document, active, doubtful, onPick }: PageViewerProps) {
  const t = useT('review');
  const keys = useT('keys');
  const scroller = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState(100);
  const [page, setPage] = useState(1);
  const [boxes, setBoxes] = useState(true);
  const pages = Array.from({ length: document.page_count }, (_, index) => index + 1);

  const step = (by: 1 | -1) => setZoom((now) => ZOOMS[ZOOMS.indexOf(now) + by] ?? now);
  const turn = (to: number) => {
    const target = scroller.current?.querySelector<HTMLElement>(`[data-page="${to}"]`);
    if (target) scroller.current?.scrollTo({ top: target.offsetTop - 16, behavior: 'smooth' });
  };
  useHotkeys([
    { keys: '+', label: keys('zoomIn'), group: keys('page'), run: () => step(1) },
    { keys: '-', label: keys('zoomOut'), group: keys('page'), run: () => step(-1) },
    { keys: '0', label: keys('zoomFit'), group: keys('page'), run: () => setZoom(100) },
    { keys: 'b', label: keys('boxes'), group: keys('page'), run: () => setBoxes((on) => !on) },
  ]);

  // The box of the field in focus comes into view, without moving anything but the pages.
  useEffect(() => {
    const view = scroller.current;
    const box = active ? view?.querySelector<HTMLElement>(`[data-box="${active}"]`) : null;
    if (!view || !box) return;
    const place = box.getBoundingClientRect();
    const frame = view.getBoundingClientRect();
    view.scrollTo({
      top: view.scrollTop + place.top - frame.top - (frame.height - place.height) / 2,
      left: view.scrollLeft + place.left - frame.left - (frame.width - place.width) / 2,
      behavior: 'smooth',
    });
  }, [active]);

  function watchPage() {
    const view = scroller.current;
    if (!view) return;
    const middle = view.scrollTop + view.clientHeight / 2;
    const seen = Array.from(view.querySelectorAll<HTMLElement>('[data-page]')).filter((one) => one.offsetTop <= middle);
    setPage(Math.max(1, seen.length));
  }

  return (
    <div className="relative flex min-h-0 min-w-0 flex-col bg-sunken">
      <section
        ref={scroller}
        onScroll={watchPage}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
        tabIndex={0}
        aria-label={t('pages')}
        className="scroll-slim relative min-h-0 flex-1 overflow-auto p-4 -outline-offset-2"
      >
        <div
          className="mx-auto flex max-w-none flex-col gap-4"
          style={{ width: `${zoom}%`, maxWidth: zoom <= 100 ? '60rem' : undefined }}
        >
          {pages.map((number) => (
            <DocumentPage
              key={number}
              document={document}
              number={number}
              active={active}
              doubtful={doubtful}
              showBoxes={boxes}
              onPick={onPick}
            />
          ))}
        </div>
      </section>
      <div className="absolute bottom-3 left-1/2 z-10 flex -translate-x-1/2 items-center gap-0.5 rounded-lg border border-line bg-surface p-0.5 shadow-layer">
        <IconButton
          label={t('zoomOut')}
          keys="-"
          icon={ZoomOut}
          disabled={zoom === ZOOMS[0]}
          onClick={() => step(-1)}
        />
        <span className="figures w-11 text-center text-xs text-muted">{zoom}%</span>
        <IconButton
          label={t('zoomIn')}
          keys="+"
          icon={ZoomIn}
          disabled={zoom === ZOOMS.at(-1)}
          onClick={() => step(1)}
        />
        <IconButton
          label={t('boxes')}
          keys="b"
          icon={ScanLine}
          aria-pressed={boxes}
          className="aria-pressed:text-accent"
          onClick={() => setBoxes((on) => !on)}
        />
        {pages.length > 1 && (
          <>
            <span aria-hidden className="mx-0.5 h-4 w-px bg-line" />
            <IconButton
              label={t('previousPage')}
              icon={ChevronUp}
              disabled={page === 1}
              onClick={() => turn(page - 1)}
            />
            <span className="figures px-1 text-xs whitespace-nowrap text-muted">
              {page} / {pages.length}
            </span>
            <IconButton
              label={t('nextPage')}
              icon={ChevronDown}
              disabled={page === pages.length}
              onClick={() => turn(page + 1)}
            />
          </>
        )}
      </div>
    </div>
  );
}
