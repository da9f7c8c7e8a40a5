import { Code, FileText, Image, type LucideIcon } from 'lucide-react';
import type { DocumentSummary } from '@/api/gen/types.gen';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { negated } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { DateText, InstantText } from '@/ui/date-text';
import { KindTag } from '@/ui/kind-tag';
import type { Column } from '@/ui/list-column';
import { Status } from '@/ui/status';
import { ConfidenceMark } from './confidence-mark';

/** From whom, which, when, how far, and how much. */
export function useDocumentColumns(): Column<DocumentSummary>[] {
  const t = useT('documents');
  return [
    { name: 'supplier', header: t('supplier'), phone: 'title', cell: (row) => <WhatItIs row={row} /> },
    {
      name: 'invoice_number',
      header: t('number'),
      width: '9rem',
      cell: (row) => <span className="figures block truncate text-sm">{row.invoice_number ?? '–'}</span>,
    },
    {
      name: 'issue_date',
      header: t('date'),
      width: '7rem',
      cell: (row) => (
        <span className="text-sm">
          <DateText day={row.issue_date} />
        </span>
      ),
    },
    {
      name: 'due_date',
      header: t('due'),
      width: '7rem',
      cell: (row) => (
        <span className="text-sm">
          <DateText day={row.due_date} />
        </span>
      ),
    },
    {
      name: 'status',
      header: t('state'),
      width: '9.5rem',
      phone: 'aside',
      cell: (row) => (
        <span className="flex items-center gap-2">
          <Status of={row.status} />
          {row.status === 'to_review' && typeof row.confidence === 'number' && (
            <span className="max-md:hidden">
              <ConfidenceMark confidence={row.confidence} />
            </span>
          )}
        </span>
      ),
    },
    {
      name: 'total_amount',
      header: t('total'),
      width: '8rem',
      align: 'end',
      phone: 'aside',
      cell: (row) => row.total_amount !== null && <Total row={row} />,
    },
  ];
}

function Total({ row }: { row: DocumentSummary }) {
  const total = row.total_amount ?? '0';
  return (
    <span className="font-medium">
      <Amount value={row.kind === 'credit_note' ? negated(total) : total} currency={row.currency ?? 'EUR'} />
    </span>
  );
}

/** The supplier once it is known, else the file; below it what it came as, or why it could not be read. */
function WhatItIs({ row }: { row: DocumentSummary }) {
  const problemText = useProblemText();
  const Icon = iconOf(row.media_type);
  return (
    <span className="flex min-w-0 items-center gap-4">
      <Icon size={16} aria-hidden className="shrink-0 text-muted" />
      <span className="min-w-0">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{row.supplier_name ?? row.filename}</span>
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
  );
}

function iconOf(mediaType: string): LucideIcon {
  if (mediaType.startsWith('image/')) return Image;
  return mediaType.includes('xml') ? Code : FileText;
}
