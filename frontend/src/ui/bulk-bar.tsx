import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/i18n';
import { IconButton } from './button';
import type { Selection } from './use-selection';

/** What can be done with everything that is ticked: at the foot of the list, in sight however long the list is. */
export function BulkBar({ selection, children }: { selection: Selection; children: ReactNode }) {
  const t = useT('list');
  const count = selection.ids.length;
  return (
    <>
      <p role="status" className="sr-only">
        {count > 0 && t('selected', { count })}
      </p>
      {count > 0 && (
        <div
          role="toolbar"
          aria-label={t('bulk')}
          className="sticky bottom-0 z-10 flex animate-appear flex-wrap items-center gap-2 rounded-b-lg border-t border-line bg-surface px-3 py-2 shadow-layer"
        >
          <span className="figures mr-2 text-sm font-medium">{t('selected', { count })}</span>
          {children}
          <IconButton label={t('clearSelection')} icon={X} keys="esc" onClick={selection.clear} className="ml-auto" />
        </div>
      )}
    </>
  );
}
