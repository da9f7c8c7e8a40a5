import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { lazy, Suspense, useRef } from 'react';
import type { AuditEventRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { IconButton } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { Sheet } from '@/ui/sheet';
import { SkeletonRows } from '@/ui/skeleton';
import type { AuditFilter } from './audit-search';
import { eventOptions } from './queries';
import { useEventWords } from './words';

const EventDetail = lazy(() => import('./event-detail'));

interface EventSheetProps {
  /** The event that is open; undefined when none is. */
  sequence: number | undefined;
  /** The list it was opened from, for stepping to its neighbours. */
  rows: readonly AuditEventRead[];
  onShow: (sequence: number) => void;
  onClose: () => void;
  /** Closes, and shows only what has this in common. */
  onNarrow: (filter: AuditFilter) => void;
}

/** One event in full, beside the list. */
export function EventSheet({ sequence, rows, onShow, onClose, onNarrow }: EventSheetProps) {
  const t = useT('audit');
  const failure = useFailure();
  const { what } = useEventWords();
  const last = useRef(sequence);
  if (sequence !== undefined) last.current = sequence;
  const shown = sequence ?? last.current; // still there while the panel closes
  const listed = rows.find((row) => row.sequence === shown);
  const query = useQuery({ ...eventOptions(shown ?? 0), enabled: shown !== undefined && !listed });
  const event = listed ?? query.data;
  const at = rows.findIndex((row) => row.sequence === shown);
  const newer = at > 0 ? rows[at - 1]?.sequence : undefined;
  const older = at >= 0 ? rows[at + 1]?.sequence : undefined;
  const toNewer = () => newer !== undefined && onShow(newer);
  const toOlder = () => older !== undefined && onShow(older);
  const missing = query.isError && asApiError(query.error).missing;

  return (
    <Sheet
      open={sequence !== undefined}
      onClose={onClose}
      keys={{ k: toNewer, j: toOlder }}
      returnTo={() => document.querySelector<HTMLElement>(`[data-id="${last.current}"] [data-row]`)}
      title={event ? what(event.name) : t('event.unnamed')}
      note={
        event && (
          <p className="mt-0.5 font-mono text-xs text-muted">
            {event.name} · #{event.sequence}
          </p>
        )
      }
      aside={
        <>
          <IconButton label={t('newer')} icon={ChevronUp} keys="k" disabled={newer === undefined} onClick={toNewer} />
          <IconButton label={t('older')} icon={ChevronDown} keys="j" disabled={older === undefined} onClick={toOlder} />
        </>
      }
    >
      {event ? (
        <Suspense fallback={<SkeletonRows rows={5} />}>
          <EventDetail event={event} onNarrow={onNarrow} />
        </Suspense>
      ) : query.isError ? (
        <ErrorState
          title={missing ? t('missing', { sequence: String(shown) }) : t('loadFailed')}
          {...(missing ? { detail: t('missingText') } : failure(query.error))}
          {...(missing ? {} : { onRetry: () => void query.refetch() })}
        />
      ) : (
        <SkeletonRows rows={5} />
      )}
    </Sheet>
  );
}
