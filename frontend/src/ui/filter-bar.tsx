import type { ReactNode } from 'react';
import { useT } from '@/i18n/i18n';
import { Button } from './button';

interface FilterBarProps {
  children: ReactNode;
  /** Given while a filter is on. */
  onClear?: (() => void) | false | undefined;
}

/** What narrows a list, side by side, and one way out of it all. */
export function FilterBar({ children, onClear }: FilterBarProps) {
  const t = useT('list');
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      {children}
      {onClear && (
        <Button size="sm" variant="quiet" onClick={onClear} className="max-md:order-last">
          {t('clearFilters')}
        </Button>
      )}
    </div>
  );
}
