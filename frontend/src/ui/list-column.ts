import type { ReactNode } from 'react';

/** One column of a list, as data. */
export interface Column<Row> {
  /** Unique in its list; where the list can be sorted by it, the API's name of the field. */
  name: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for figures and amounts. */
  align?: 'end';
  /** How wide, as a track of a CSS grid; without it the column shares what is left. */
  width?: string;
  /**
   * What becomes of it on a phone: the first line of the row, small print below that line, or the right edge.
   * A column that says nothing stays at home.
   */
  phone?: 'title' | 'below' | 'aside';
  sortable?: boolean;
}

/** The columns as one grid, so that headers and cells of every row stand in line. */
export function gridOf<Row>(columns: readonly Column<Row>[], opens: boolean): string {
  const tracks = columns.map((column) => column.width ?? 'minmax(0, 1fr)');
  return [...(opens ? ['1.25rem'] : []), ...tracks].join(' ');
}

/** `-due_on` is due_on, the highest first. */
export function sortedBy(sort: string | undefined): { name: string; down: boolean } | null {
  if (!sort) return null;
  return sort.startsWith('-') ? { name: sort.slice(1), down: true } : { name: sort, down: false };
}

/** What a click on a header asks for: upwards first, then downwards, and so on. */
export function nextSort(sort: string | undefined, name: string): string {
  const now = sortedBy(sort);
  return now?.name === name && !now.down ? `-${name}` : name;
}
