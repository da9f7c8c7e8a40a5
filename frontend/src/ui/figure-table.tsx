import type { ReactNode } from 'react';
import { useT } from '@/i18n/i18n';

interface FigureTableProps {
  caption: string;
  columns: readonly { label: string; figure?: boolean }[];
  /** The rows, a tr each. */
  children: ReactNode;
}

/** What a drawing shows, to be read: shut until somebody asks. */
export function FigureTable({ caption, columns, children }: FigureTableProps) {
  const t = useT('common');
  return (
    <details className="mt-3 text-sm">
      <summary className="w-fit rounded text-muted hover:text-ink">{t('showTable')}</summary>
      <div className="overflow-x-auto">
        <table className="mt-2 w-full">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="text-left text-muted">
              {columns.map(({ label, figure }) => (
                <th key={label} scope="col" className={`py-1 font-medium ${figure ? 'num' : ''}`}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </details>
  );
}
