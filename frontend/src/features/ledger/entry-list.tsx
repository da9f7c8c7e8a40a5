import { Link } from '@tanstack/react-router';
import { ChevronRight, FileText } from 'lucide-react';
import { useId, useState } from 'react';
import type { EntryRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { DateText } from '@/ui/date-text';
import { EntryTotal } from '@/ui/entry-total';
import { useRowKeys } from '@/ui/use-row-keys';
import { EntryActions } from './entry-actions';
import { EntryState } from './entry-state';
import { PostedTable } from './posted-table';

const COLUMNS =
  'grid grid-cols-[1.5rem_8rem_7rem_minmax(0,1fr)_6rem_8rem] items-center gap-3 max-md:grid-cols-[1.25rem_minmax(0,1fr)_auto]';

/** Entries that open to show their postings; J and K move, Enter opens. */
export function EntryList({ rows }: { rows: readonly EntryRead[] }) {
  const t = useT('ledger');
  const { list, setAt } = useRowKeys(rows.length, 'button');

  return (
    <>
      <div
        aria-hidden
        className={`${COLUMNS} h-9 border-b border-line px-4 text-xs font-medium text-muted max-md:hidden`}
      >
        <span />
        <span>{t('number')}</span>
        <span>{t('date')}</span>
        <span>{t('memo')}</span>
        <span>{t('journalOf')}</span>
        <span className="num">{t('total')}</span>
      </div>
      <ul ref={list} aria-label={t('journal')}>
        {rows.map((entry, index) => (
          <EntryRow key={entry.id} entry={entry} onFocus={() => setAt(index)} />
        ))}
      </ul>
    </>
  );
}

function EntryRow({ entry, onFocus }: { entry: EntryRead; onFocus: () => void }) {
  const t = useT('ledger');
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <li className="border-b border-line last:border-0">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onFocus={onFocus}
        onClick={() => setOpen((now) => !now)}
        className={`${COLUMNS} min-h-11 w-full px-4 py-1.5 text-left -outline-offset-2 hover:bg-sunken/60 aria-expanded:bg-sunken/60`}
      >
        <ChevronRight
          size={15}
          aria-hidden
          className={`text-muted transition-transform duration-150 ${open ? 'rotate-90' : ''}`}
        />
        <span className="figures text-sm max-md:hidden">{entry.number}</span>
        <span className="text-sm max-md:hidden">
          <DateText day={entry.booked_on} />
        </span>
        <span className="min-w-0">
          <span className="flex items-center gap-2">
            <span className="truncate">{entry.memo}</span>
            {entry.source?.type === 'document' && <FileText size={13} aria-hidden className="shrink-0 text-muted" />}
            <EntryState entry={entry} />
          </span>
          <span className="figures block text-sm text-muted md:hidden">
            {entry.number} · <DateText day={entry.booked_on} />
          </span>
        </span>
        <span className="text-sm text-muted max-md:hidden">{t(`journals.${entry.journal}`)}</span>
        <span className="num font-medium">
          <EntryTotal entry={entry} />
        </span>
      </button>
      <div id={id} hidden={!open} className="border-t border-line bg-bg/60 px-4 py-3 md:pl-13">
        {open && (
          <>
            <PostedTable postings={entry.postings} />
            <div className="mt-3 flex flex-wrap items-center gap-2">
              <EntryActions entry={entry} />
              <Link
                to="/journal/$entryId"
                params={{ entryId: entry.id }}
                className="ml-auto rounded text-sm font-medium text-accent hover:underline"
              >
                {t('openEntry')}
              </Link>
            </div>
          </>
        )}
      </div>
    </li>
  );
}
