import type { ImportSummary } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { InstantText } from '@/ui/date-text';
import type { Column } from '@/ui/list-column';
import { FormatName, ImportState } from './import-state';

/** A file of the bank as a row: what it is, how much of it is new, and where it stands. */
export function useImportColumns(): Column<ImportSummary>[] {
  const t = useT('banking');
  return [
    {
      name: 'filename',
      header: t('file'),
      phone: 'title',
      cell: (row) => <span className="block truncate font-medium">{row.filename}</span>,
    },
    {
      name: 'format',
      header: t('format'),
      width: '7rem',
      phone: 'below',
      cell: (row) => (
        <span className="text-sm text-muted">
          <FormatName of={row.format} />
        </span>
      ),
    },
    {
      name: 'lines',
      header: t('linesNew'),
      width: '14rem',
      phone: 'below',
      cell: (row) => (
        <span className="figures text-sm text-muted">
          {row.line_count > 0 ? t('newAndKnown', { new: row.new_count, known: row.duplicate_count }) : '–'}
        </span>
      ),
    },
    {
      name: 'created_at',
      header: t('brought'),
      width: '9rem',
      phone: 'below',
      cell: (row) => (
        <span className="text-sm text-muted">
          <InstantText at={row.created_at} />
        </span>
      ),
    },
    { name: 'status', header: t('state'), width: '9rem', phone: 'aside', cell: (row) => <ImportState of={row} /> },
  ];
}
