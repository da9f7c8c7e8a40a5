import { Link } from '@tanstack/react-router';
import { FileText } from 'lucide-react';
import type { Standing } from '@/api/anomalies';
import type { EntryRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { DateText } from '@/ui/date-text';
import { EntryTotal } from '@/ui/entry-total';
import type { Column } from '@/ui/list-column';
import { StandoutBadge, StandoutNotice } from '@/ui/standout';
import { EntryActions } from './entry-actions';
import { EntryState } from './entry-state';
import { PostedTable } from './posted-table';

/** Number, day, what for, in which journal, and how much. */
export function useEntryColumns(standing: ReadonlyMap<string, Standing>): Column<EntryRead>[] {
  const t = useT('ledger');
  return [
    {
      name: 'number',
      header: t('number'),
      width: '7.5rem',
      phone: 'below',
      cell: (entry) => <span className="figures text-sm">{entry.number}</span>,
    },
    {
      name: 'booked_on',
      header: t('date'),
      width: '6.5rem',
      phone: 'below',
      cell: (entry) => (
        <span className="text-sm">
          <DateText day={entry.booked_on} />
        </span>
      ),
    },
    {
      name: 'memo',
      header: t('memo'),
      phone: 'title',
      cell: (entry) => (
        <span className="flex items-center gap-2">
          <span className="truncate">{entry.memo}</span>
          {entry.source?.type === 'document' && <FileText size={13} aria-hidden className="shrink-0 text-muted" />}
          <EntryState entry={entry} />
          <StandoutBadge found={standing.get(entry.id)} />
        </span>
      ),
    },
    {
      name: 'journal',
      header: t('journalOf'),
      width: '6rem',
      cell: (entry) => <span className="text-sm text-muted">{t(`journals.${entry.journal}`)}</span>,
    },
    {
      name: 'total',
      header: t('total'),
      width: '8rem',
      align: 'end',
      phone: 'aside',
      cell: (entry) => (
        <span className="font-medium">
          <EntryTotal entry={entry} />
        </span>
      ),
    },
  ];
}

/** The postings of an entry, and what can be done about it. */
export function EntryDetail({ entry, standing }: { entry: EntryRead; standing?: Standing | undefined }) {
  const t = useT('ledger');
  return (
    <>
      <StandoutNotice found={standing} />
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
  );
}
