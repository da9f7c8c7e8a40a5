import { Link } from '@tanstack/react-router';
import type { JournalRow } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { grouped } from '@/lib/grouped';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { ReportTable } from './report-table';

const FIGURE = 'num w-32 px-3 py-1.5 align-top max-md:w-20 max-md:px-1.5';

/** Entries in the order of their days, each with its postings; the number leads to the entry. */
export function JournalTable({ rows }: { rows: readonly JournalRow[] }) {
  const t = useT('reports');
  return (
    <ReportTable
      caption={t('names.journal')}
      columns={[
        { label: t('account'), className: 'px-4 py-1.5 text-left max-md:px-2' },
        { label: t('debit'), className: FIGURE },
        { label: t('credit'), className: FIGURE },
      ]}
    >
      {[...grouped(rows, (row) => row.entry_id)].map(([id, postings]) => (
        <Entry key={id} rows={postings} />
      ))}
    </ReportTable>
  );
}

function Entry({ rows }: { rows: readonly JournalRow[] }) {
  const first = rows[0];
  if (!first) return null;
  return (
    <tbody className="border-b border-line">
      <tr>
        <th scope="rowgroup" colSpan={3} className="px-4 pt-2.5 pb-1 text-left font-medium max-md:px-2">
          <Link
            to="/journal/$entryId"
            params={{ entryId: first.entry_id }}
            className="figures mr-3 rounded text-accent underline underline-offset-2"
          >
            {first.number}
          </Link>
          <span className="mr-3 text-muted">
            <DateText day={first.booked_on} />
          </span>
          {first.memo}
        </th>
      </tr>
      {rows.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry never changes; one account may stand in it twice
        <tr key={place}>
          <td className="py-1 pr-2 pl-8 align-top max-md:pl-4">
            <span className="figures mr-2 text-muted">{row.account_code}</span>
            {row.account_name}
            {row.contact_name && <span className="text-muted"> · {row.contact_name}</span>}
          </td>
          <td className={FIGURE}>{!isZero(row.debit) && <Amount value={row.debit} />}</td>
          <td className={FIGURE}>{!isZero(row.credit) && <Amount value={row.credit} />}</td>
        </tr>
      ))}
    </tbody>
  );
}
