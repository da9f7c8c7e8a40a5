import { Link } from '@tanstack/react-router';
import { useT } from '@/i18n/i18n';
import type { DocumentCounts, DocumentStatus } from './document-types';
import { type DocumentFilter, stillReading } from './queries';

const TABS: readonly (DocumentStatus | undefined)[] = [
  undefined,
  'to_review',
  'reading',
  'approved',
  'rejected',
  'failed',
];

interface StatusTabsProps {
  filter: DocumentFilter;
  counts: DocumentCounts;
}

/** The states as links, so that each has an address; a count where there is something to count. */
export function StatusTabs({ filter, counts }: StatusTabsProps) {
  const t = useT('documents');
  const all = Object.values(counts).reduce((sum, count) => sum + (count ?? 0), 0);
  const countOf = (status: DocumentStatus | undefined) => {
    if (!status) return all;
    return status === 'reading' ? stillReading(counts) : (counts[status] ?? 0);
  };
  return (
    <nav aria-label={t('byState')} className="no-scrollbar mb-4 flex gap-1 overflow-x-auto border-b border-line">
      {TABS.map((status) => {
        const count = countOf(status);
        const current = filter.status === status;
        return (
          <Link
            key={status ?? 'all'}
            to="/documents"
            search={{ ...filter, status }}
            replace
            aria-current={current ? 'page' : undefined}
            className="-mb-px flex h-9 items-center gap-1.5 rounded-t border-b-2 border-transparent px-2.5 text-sm font-medium whitespace-nowrap text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
          >
            {t(`tabs.${status ?? 'all'}`)}
            {count > 0 && (
              <span
                className={`figures rounded-full px-1.5 text-xs leading-4.5 ${status === 'to_review' ? 'bg-warn-soft text-warn' : 'bg-sunken text-muted'}`}
              >
                {count}
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
