import { Link } from '@tanstack/react-router';
import { ArrowLeft, ChevronDown, ChevronUp, Download, TriangleAlert } from 'lucide-react';
import { fetchFile } from '@/api/fetch-file';
import type { DocumentRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { useWindowTitle } from '@/lib/window-title';
import { Button, IconButton } from '@/ui/button';
import { KindTag } from '@/ui/kind-tag';
import { Status } from '@/ui/status';
import type { DocumentFilter } from '../queries';
import type { SaveState } from './autosave';
import { asText } from './read-fields';
import type { Neighbours } from './review-queue';

interface ReviewHeaderProps {
  document: DocumentRead;
  filter: DocumentFilter;
  neighbours: Neighbours;
  saveState: SaveState;
  busy: boolean;
  onMove: (id: string | null) => void;
  onApprove: () => void;
  onReject: () => void;
}

/** Which document, where in the list, whether it is saved, and the decision. */
export function ReviewHeader(props: ReviewHeaderProps) {
  const { document, filter, neighbours, saveState, busy, onMove, onApprove, onReject } = props;
  const t = useT('review');
  const open = document.status === 'to_review';
  const title = asText(document.fields.supplier_name?.value) ?? document.filename;
  useWindowTitle(title);
  return (
    <header className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-surface px-4 py-2">
      <Link
        to="/documents"
        search={filter}
        aria-label={t('back')}
        className="grid size-8 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
      >
        <ArrowLeft size={16} aria-hidden />
      </Link>
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-lg leading-tight font-semibold">{title}</h1>
        <p className="flex items-center gap-x-2 gap-y-1 truncate text-sm text-muted max-md:mt-1 max-md:flex-wrap">
          <Status of={document.status} />
          <KindTag kind={document.kind} />
          <span className="truncate max-md:hidden">{document.filename}</span>
        </p>
      </div>
      {open && <SaveNote state={saveState} />}
      <IconButton
        label={t('download')}
        icon={Download}
        onClick={() => void fetchFile(`/api/v1/documents/${document.id}/content`, document.filename)}
      />
      <div className="flex items-center">
        <IconButton
          label={t('previous')}
          keys="k"
          icon={ChevronUp}
          disabled={!neighbours.previous}
          onClick={() => onMove(neighbours.previous)}
        />
        {neighbours.position > 0 && (
          <span className="figures px-1 text-sm whitespace-nowrap text-muted">
            {t('place', { position: neighbours.position, total: neighbours.total })}
          </span>
        )}
        <IconButton
          label={t('next')}
          keys="j"
          icon={ChevronDown}
          disabled={!neighbours.next}
          onClick={() => onMove(neighbours.next)}
        />
      </div>
      {open && (
        <div className="flex gap-2 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-30 max-md:border-t max-md:border-line max-md:bg-surface max-md:p-3 max-md:*:flex-1">
          <Button variant="danger" keys="r" onClick={onReject} disabled={busy}>
            {t('reject')}
          </Button>
          <Button variant="primary" keys="mod+enter" onClick={onApprove} busy={busy}>
            {t('approve')}
          </Button>
        </div>
      )}
    </header>
  );
}

function SaveNote({ state }: { state: SaveState }) {
  const t = useT('review');
  const wrong = state === 'failed' || state === 'conflict';
  return (
    <span
      aria-live="polite"
      className={`flex items-center gap-1 text-sm ${wrong ? 'text-neg' : 'text-muted max-md:sr-only'}`}
    >
      {wrong && <TriangleAlert size={14} aria-hidden />}
      {t(`save.${state}`)}
    </span>
  );
}
