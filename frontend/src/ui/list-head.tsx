import { ArrowDown, ArrowUp } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { type Column, nextSort, sortedBy } from './list-column';
import { Tick } from './tick';
import type { Selection } from './use-selection';

interface ListHeadProps<Row> {
  columns: readonly Column<Row>[];
  grid: string;
  opens: boolean;
  menu: boolean;
  selection: Selection | undefined;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
}

/** The names of the columns; those that sort are buttons. For the ear each row names itself, so mere names are silent. */
export function ListHead<Row>({ columns, grid, opens, menu, selection, sort, onSort }: ListHeadProps<Row>) {
  const t = useT('list');
  const now = sortedBy(sort);
  return (
    <div className="flex h-9 items-center border-b border-line text-xs font-medium text-muted">
      {selection && (
        <Tick
          label={t('selectAll')}
          checked={selection.all}
          partly={selection.ids.length > 0 && !selection.all}
          onTick={() => selection.setAll(!selection.all)}
        />
      )}
      <div
        className={`grid min-w-0 flex-1 items-center gap-4 ${selection ? 'pr-4 pl-1' : 'px-4'}`}
        style={{ gridTemplateColumns: grid }}
      >
        {opens && <span />}
        {columns.map((column) => {
          const end = column.align === 'end';
          if (!column.sortable || !onSort) {
            return (
              <span key={column.name} aria-hidden className={`truncate ${end ? 'text-right' : ''}`}>
                {column.header}
              </span>
            );
          }
          const current = now?.name === column.name;
          const Arrow = current && now.down ? ArrowDown : ArrowUp;
          return (
            <button
              key={column.name}
              type="button"
              aria-label={t(current ? (now.down ? 'sortedDown' : 'sortedUp') : 'sortBy', { column: column.header })}
              onClick={() => onSort(nextSort(sort, column.name))}
              className={`group flex min-h-6 items-center gap-1 rounded hover:text-ink ${end ? 'justify-end' : ''} ${current ? 'text-ink' : ''}`}
            >
              <span className="truncate">{column.header}</span>
              {/* On a column of figures it stands before the name, which ends where the figures end. */}
              <Arrow
                size={12}
                aria-hidden
                className={`shrink-0 ${end ? 'order-first' : ''} ${current ? '' : 'opacity-0 group-hover:opacity-60'}`}
              />
            </button>
          );
        })}
      </div>
      {menu && <span className="w-11 shrink-0" />}
    </div>
  );
}
