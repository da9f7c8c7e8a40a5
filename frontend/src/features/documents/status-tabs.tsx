import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useT } from '@/i18n/i18n';
import type { DocumentCounts, DocumentStatus } from './document-types';
import type { DocumentFilter } from './queries';

const TABS: readonly (DocumentStatus | undefined)[] = [
  undefined,
  'to_review',
  'uploaded',
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
  const tabs = useRef<HTMLElement>(null);
  const all = Object.values(counts).reduce((sum, count) => sum + (count ?? 0), 0);
  const countOf = (status: DocumentStatus | undefined) => (status ? (counts[status] ?? 0) : all);
  // Waiting to be read lasts seconds: its tab is there only while something waits, or while it is looked at.
  const passing = (status: DocumentStatus | undefined) =>
    status === 'uploaded' && countOf(status) === 0 && filter.status !== status;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is the event, or counts that made them wider
  useEffect(() => {
    const current = tabs.current?.querySelector('[aria-current=page]');
    current?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [filter.status, Object.values(counts).join()]);
  return (
    <nav
      ref={tabs}
      aria-label={t('byState')}
      className="no-scrollbar mb-4 flex gap-1 overflow-x-auto border-b border-line"
    >
      {TABS.filter((status) => !passing(status)).map((status) => {
        const count = countOf(status);
        return (
          <Link
            key={status ?? 'all'}
            to="/documents"
            search={{ ...filter, status }}
            replace
            // Else "All" counts as shown whatever the filter: its address is the beginning of every other.
            activeOptions={{ exact: true }}
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
