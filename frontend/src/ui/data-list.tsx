import { type LucideIcon, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/i18n';
import { grouped } from '@/lib/grouped';
import { useHotkeys } from '@/lib/hotkeys';
import type { ListState } from '@/lib/list-state';
import { useOnPhone } from '@/lib/use-media';
import { BulkBar } from './bulk-bar';
import { Button } from './button';
import { EmptyState } from './empty-state';
import { ErrorState } from './error-state';
import { type Column, gridOf } from './list-column';
import { ListHead } from './list-head';
import { ListRow, type RowActs } from './list-row';
import { More } from './more';
import { SkeletonRows } from './skeleton';
import { useRowKeys } from './use-row-keys';
import type { Selection } from './use-selection';

interface Narrowed {
  clear: () => void;
  clearLabel?: string;
  title?: string;
  text?: string;
  icon?: LucideIcon;
}

export interface DataListProps<Row> extends RowActs<Row> {
  /** What the rows are, for those who hear the page. */
  label: string;
  state: ListState<Row>;
  columns: readonly Column<Row>[];
  idOf: (row: Row) => string;
  /** What a row is called, where its box has to say what it ticks. */
  nameOf?: (row: Row) => string;
  /** Before there is anything: what will be here, and one thing to do. */
  empty: { icon: LucideIcon; title: string; text?: string; action?: ReactNode };
  /** Given while a filter narrows the list: how to be rid of it, and what it says when nothing fits. */
  narrowed?: Narrowed | false | undefined;
  /** Parts with a heading each: the days of a log, the months of a ledger. */
  parts?: { of: (row: Row) => string; title: (part: string) => string; label?: (part: string) => string };
  sort?: string | undefined;
  onSort?: (sort: string) => void;
  selection?: Selection;
  /** What can be done with all that is ticked. */
  bulk?: ReactNode;
}

/** Rows in columns with all their states. See list-page.tsx for how a page is made of it. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { state, empty, narrowed } = props;
  const t = useT('list');
  if (state.rows.length > 0) return <Rows {...props} />;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      {state.problem ? (
        <ErrorState {...state.problem} onRetry={state.retry} />
      ) : state.pending || state.stale ? (
        <>
          {!props.parts && <div className="h-9 border-b border-line max-md:hidden" />}
          <SkeletonRows rows={6} height="h-13" />
        </>
      ) : narrowed ? (
        <EmptyState icon={narrowed.icon ?? SearchX} title={narrowed.title ?? t('noResult')} text={narrowed.text}>
          <Button onClick={narrowed.clear}>{narrowed.clearLabel ?? t('clearFilters')}</Button>
        </EmptyState>
      ) : (
        <EmptyState icon={empty.icon} title={empty.title} text={empty.text}>
          {empty.action}
        </EmptyState>
      )}
    </div>
  );
}

function Rows<Row>(props: DataListProps<Row>) {
  const { label, state, columns, idOf, nameOf, parts, sort, onSort, selection, bulk, link, detail, menu } = props;
  const t = useT('list');
  const keys = useT('keys');
  const onPhone = useOnPhone();
  const { list, at, setAt } = useRowKeys(state.rows.length);
  const opens = detail !== undefined;
  const grid = gridOf(columns, opens);
  const current = state.rows[at];
  useHotkeys(
    selection
      ? [
          {
            keys: 'x',
            label: t('selectRow'),
            group: keys('lists'),
            run: () => current !== undefined && selection.toggle(idOf(current)),
          },
          ...(selection.ids.length > 0
            ? [{ keys: 'escape', label: t('clearSelection'), group: keys('lists'), run: selection.clear }]
            : []),
        ]
      : [],
  );

  const rowOf = (row: Row, index: number) => (
    <ListRow
      key={idOf(row)}
      row={row}
      id={idOf(row)}
      name={nameOf?.(row) ?? idOf(row)}
      columns={columns}
      grid={grid}
      onPhone={onPhone}
      selection={selection}
      onFocus={() => setAt(index)}
      link={link}
      detail={detail}
      menu={menu}
    />
  );
  const more = <More has={state.more.has} busy={state.more.busy} failed={state.more.failed} onMore={state.more.load} />;
  const fading = `transition-opacity duration-150 ${state.stale ? 'opacity-60' : ''}`;

  if (parts) {
    const places = new Map(state.rows.map((row, index) => [row, index]));
    return (
      <div ref={list} aria-busy={state.stale || undefined} className={`flex flex-col gap-4 ${fading}`}>
        {[...grouped(state.rows, parts.of)].map(([part, rows]) => (
          <section key={part} aria-labelledby={`part-${part}`}>
            <h2 id={`part-${part}`} className="mb-1.5 text-sm font-semibold first-letter:uppercase">
              {parts.title(part)}
            </h2>
            <ul
              aria-label={parts.label?.(part) ?? parts.title(part)}
              className="overflow-hidden rounded-lg border border-line bg-surface"
            >
              {rows.map((row) => rowOf(row, places.get(row) ?? -1))}
            </ul>
          </section>
        ))}
        {more}
      </div>
    );
  }
  return (
    <div
      ref={list}
      aria-busy={state.stale || undefined}
      className={`rounded-lg border border-line bg-surface *:first:rounded-t-lg ${fading}`}
    >
      {!onPhone && (
        <ListHead
          columns={columns}
          grid={grid}
          opens={opens}
          menu={menu !== undefined}
          selection={selection}
          sort={sort}
          onSort={onSort}
        />
      )}
      <ul aria-label={label} className="overflow-hidden rounded-b-lg">
        {state.rows.map(rowOf)}
      </ul>
      {more}
      {selection && <BulkBar selection={selection}>{bulk}</BulkBar>}
    </div>
  );
}
