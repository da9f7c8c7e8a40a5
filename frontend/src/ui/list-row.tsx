import { Link, type LinkProps } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useT } from '@/i18n/i18n';
import type { Column } from './list-column';
import { Tick } from './tick';
import type { Selection } from './use-selection';

/** What a row does: it leads somewhere, it opens below itself, or it only shows. */
export interface RowActs<Row> {
  link?: ((row: Row) => LinkProps) | undefined;
  detail?: ((row: Row) => ReactNode) | undefined;
  /** Beside the row and not part of it: a button, or a menu of what can be done. */
  menu?: ((row: Row) => ReactNode) | undefined;
}

interface ListRowProps<Row> extends RowActs<Row> {
  row: Row;
  id: string;
  name: string;
  columns: readonly Column<Row>[];
  grid: string;
  onPhone: boolean;
  selection: Selection | undefined;
  onFocus: () => void;
}

const LINE = 'min-h-13 min-w-0 flex-1 py-2 text-left -outline-offset-2';

export function ListRow<Row>(props: ListRowProps<Row>) {
  const { row, id, name, columns, grid, onPhone, selection, onFocus, link, detail, menu } = props;
  const t = useT('list');
  const below = useId();
  const [open, setOpen] = useState(false);
  const look = `${LINE} ${selection ? 'pr-4 pl-1' : 'px-4'} ${onPhone ? 'flex items-center gap-3' : 'grid items-center gap-4'}`;
  const style = onPhone ? undefined : { gridTemplateColumns: grid };
  const cells = onPhone ? <PhoneCells row={row} columns={columns} /> : <Cells row={row} columns={columns} />;
  const ticked = selection?.has(id) ?? false;
  return (
    <li
      data-id={id}
      onFocus={onFocus}
      className={`border-b border-line last:border-0 ${ticked ? 'bg-accent-soft/50' : ''}`}
    >
      <div className={`flex items-center ${link || detail ? 'hover:bg-sunken/60' : ''}`}>
        {selection && (
          <Tick label={t('select', { name })} checked={ticked} onTick={(through) => selection.toggle(id, through)} />
        )}
        {link ? (
          <Link {...link(row)} data-row className={look} style={style}>
            {cells}
          </Link>
        ) : detail ? (
          <button
            type="button"
            data-row
            aria-expanded={open}
            aria-controls={below}
            onClick={() => setOpen((now) => !now)}
            className={`${look} aria-expanded:bg-sunken/60`}
            style={style}
          >
            <ChevronRight
              size={15}
              aria-hidden
              className={`shrink-0 text-muted transition-transform duration-150 ${open ? 'rotate-90' : ''}`}
            />
            {cells}
          </button>
        ) : (
          <div className={look} style={style}>
            {cells}
          </div>
        )}
        {menu && <div className="grid w-11 shrink-0 place-items-center">{menu(row)}</div>}
      </div>
      {detail && (
        <div id={below} hidden={!open} className="border-t border-line bg-bg/60 px-4 py-4 md:pl-13">
          {open && detail(row)}
        </div>
      )}
    </li>
  );
}

interface CellsProps<Row> {
  row: Row;
  columns: readonly Column<Row>[];
}

function Cells<Row>({ row, columns }: CellsProps<Row>) {
  return columns.map((column) => (
    <span key={column.name} className={`min-w-0 ${column.align === 'end' ? 'num' : ''}`}>
      {column.cell(row)}
    </span>
  ));
}

/** What a phone has room for: the title with small print below it, and the right edge. */
function PhoneCells<Row>({ row, columns }: CellsProps<Row>) {
  const at = (place: Column<Row>['phone']) => columns.filter((column) => column.phone === place);
  const below = at('below');
  // Figures first: what a row amounts to before how it stands.
  const aside = at('aside').toSorted((one, other) => Number(other.align === 'end') - Number(one.align === 'end'));
  return (
    <>
      <span className="min-w-0 flex-1">
        {at('title').map((column) => (
          <span key={column.name} className="block">
            {column.cell(row)}
          </span>
        ))}
        {below.length > 0 && (
          <span className="flex flex-wrap items-baseline gap-x-3 text-sm text-muted">
            {below.map((column) => (
              <span key={column.name} className="max-w-full min-w-0">
                {column.cell(row)}
              </span>
            ))}
          </span>
        )}
      </span>
      <span className="flex shrink-0 flex-col items-end gap-1">
        {aside.map((column) => (
          <span key={column.name} className={column.align === 'end' ? 'num' : ''}>
            {column.cell(row)}
          </span>
        ))}
      </span>
    </>
  );
}
