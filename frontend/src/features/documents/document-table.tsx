import { Link, useNavigate } from '@tanstack/react-router';
import { Code, FileText, Image, type LucideIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import type { DocumentSummary } from '@/api/gen/types.gen';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';
import { negated } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { DateText, InstantText } from '@/ui/date-text';
import { KindTag } from '@/ui/kind-tag';
import { Status } from '@/ui/status';
import { ConfidenceMark } from './confidence-mark';
import type { DocumentFilter } from './queries';

const COLUMNS =
  'md:grid md:grid-cols-[minmax(0,1fr)_9rem_7rem_7rem_9.5rem_8rem] md:items-center md:gap-4 max-md:flex max-md:items-center max-md:gap-3';

/** One row per document; the whole row is the link. J and K move, Enter opens. */
export function DocumentTable({ rows, filter }: { rows: readonly DocumentSummary[]; filter: DocumentFilter }) {
  const t = useT('documents');
  const keys = useT('keys');
  const navigate = useNavigate();
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(-1);

  function move(to: number) {
    const next = Math.min(rows.length - 1, Math.max(0, to));
    setAt(next);
    list.current?.querySelectorAll<HTMLAnchorElement>(':scope > li > a')[next]?.focus();
  }
  const first = rows.find((row) => row.status === 'to_review');
  useHotkeys([
    { keys: 'j', label: keys('nextRow'), group: keys('lists'), run: () => move(at + 1) },
    { keys: 'k', label: keys('previousRow'), group: keys('lists'), run: () => move(at - 1) },
    {
      keys: 'r',
      label: keys('startReview'),
      group: keys('lists'),
      run: () =>
        first && void navigate({ to: '/documents/$documentId', params: { documentId: first.id }, search: filter }),
    },
  ]);

  return (
    <>
      <div
        aria-hidden
        className={`${COLUMNS} h-9 border-b border-line px-4 text-xs font-medium text-muted max-md:hidden`}
      >
        <span className="pl-8">{t('supplier')}</span>
        <span>{t('number')}</span>
        <span>{t('date')}</span>
        <span>{t('due')}</span>
        <span>{t('state')}</span>
        <span className="num">{t('total')}</span>
      </div>
      <ul ref={list} aria-label={t('title')}>
        {rows.map((row, index) => (
          <li key={row.id} className="border-b border-line last:border-0">
            <Link
              to="/documents/$documentId"
              params={{ documentId: row.id }}
              search={filter}
              onFocus={() => setAt(index)}
              className={`${COLUMNS} min-h-14 px-4 py-2 -outline-offset-2 hover:bg-sunken/60`}
            >
              <Row row={row} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ row }: { row: DocumentSummary }) {
  const problemText = useProblemText();
  const Icon = iconOf(row.media_type);
  const name = row.supplier_name ?? row.filename;
  return (
    <>
      <span className="flex min-w-0 items-center gap-4 max-md:flex-1">
        <Icon size={16} aria-hidden className="shrink-0 text-muted" />
        <span className="min-w-0">
          <span className="flex items-center gap-2">
            <span className="truncate font-medium">{name}</span>
            <KindTag kind={row.kind} />
          </span>
          <span className={`text-sm text-muted ${row.status === 'failed' ? 'line-clamp-2' : 'block truncate'}`}>
            {row.status === 'failed' ? (
              <span className="text-neg">{problemText(row.problem)}</span>
            ) : (
              <>
                {row.supplier_name ? `${row.filename} · ` : ''}
                <InstantText at={row.uploaded_at} />
              </>
            )}
          </span>
        </span>
      </span>
      <span className="figures truncate text-sm max-md:hidden">{row.invoice_number ?? '–'}</span>
      <span className="text-sm max-md:hidden">
        <DateText day={row.issue_date} />
      </span>
      <span className="text-sm max-md:hidden">
        <DateText day={row.due_date} />
      </span>
      <span className="flex items-center gap-2 max-md:hidden">
        <Status of={row.status} />
        {row.status === 'to_review' && typeof row.confidence === 'number' && (
          <ConfidenceMark confidence={row.confidence} />
        )}
      </span>
      <span className="num flex flex-col items-end gap-1 font-medium">
        {row.total_amount !== null && (
          <Amount
            value={row.kind === 'credit_note' ? negated(row.total_amount) : row.total_amount}
            currency={row.currency ?? 'EUR'}
          />
        )}
        <span className="md:hidden">
          <Status of={row.status} />
        </span>
      </span>
    </>
  );
}

function iconOf(mediaType: string): LucideIcon {
  if (mediaType.startsWith('image/')) return Image;
  return mediaType.includes('xml') ? Code : FileText;
}
