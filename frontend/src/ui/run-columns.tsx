import type { ReactNode } from 'react';
import { Badge, type Tone } from './badge';
import { InstantText } from './date-text';
import type { Column } from './list-column';

interface RunColumns<Run extends { status: string; created_at: string }> {
  headers: { kind: string; counts: string; when: string; status: string };
  kind: (run: Run) => string;
  /** What came of it. */
  counts: (run: Run) => ReactNode;
  /** Who began it, where that is told. */
  by?: (run: Run) => string;
  status: (run: Run) => string;
  tones: Record<Run['status'], Tone>;
  isGoing: (run: Run) => boolean;
}

/** Of what is done to many at once by a job: what it was, what came of it, when, and how it stands. */
export function runColumns<Run extends { status: string; created_at: string }>(of: RunColumns<Run>): Column<Run>[] {
  return [
    {
      name: 'kind',
      header: of.headers.kind,
      phone: 'title',
      cell: (run) => <span className="font-medium">{of.kind(run)}</span>,
    },
    {
      name: 'counts',
      header: of.headers.counts,
      width: 'minmax(0, 1.6fr)',
      phone: 'below',
      cell: (run) => <span className="figures text-sm text-muted">{of.counts(run)}</span>,
    },
    {
      name: 'created_at',
      header: of.headers.when,
      width: of.by ? '14rem' : '8rem',
      phone: 'below',
      cell: (run) => (
        <span className="text-sm text-muted">
          {of.by && `${of.by(run)} · `}
          <InstantText at={run.created_at} />
        </span>
      ),
    },
    {
      name: 'status',
      header: of.headers.status,
      width: '8rem',
      phone: 'aside',
      cell: (run) => (
        <Badge tone={of.tones[run.status as Run['status']]} moving={of.isGoing(run)}>
          {of.status(run)}
        </Badge>
      ),
    },
  ];
}
