import type { ReactNode } from 'react';

/** The heading of a column; what makes it a figure or a name is its class. */
export interface ReportColumn {
  label: ReactNode;
  className: string;
}

interface ReportTableProps {
  caption: string;
  /** Those that are not wanted now may be left out as false. */
  columns: readonly (ReportColumn | false)[];
  className?: string;
  children: ReactNode;
}

/** What a report prints: its columns named once, rows below. */
export function ReportTable({ caption, columns, className = '', children }: ReportTableProps) {
  return (
    <div className="overflow-x-auto">
      <table className={`w-full text-sm ${className}`}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-muted">
            {columns.map(
              (column) =>
                column && (
                  <th
                    key={column.className + String(column.label)}
                    scope="col"
                    className={`font-medium ${column.className}`}
                  >
                    {column.label}
                  </th>
                ),
            )}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}
