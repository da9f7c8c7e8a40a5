import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { Fragment, type ReactNode, useState } from 'react';
import type { AgedContact, AgedReport, AgedTotals } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { AgedInvoices } from './aged-invoices';
import { BUCKETS, FIGURE, WIDE } from './aged-look';
import type { AgedName } from './queries';
import { ReportTable } from './report-table';

interface AgedTableProps {
  which: AgedName;
  report: AgedReport;
  /** As far as they were fetched. */
  rows: readonly AgedContact[];
  /** The contact whose invoices are shown from the start. */
  opened: string | undefined;
}

export function AgedTable({ which, report, rows, opened }: AgedTableProps) {
  const t = useT('reports');
  const before = report.compared?.to_on;
  return (
    <ReportTable
      caption={t('openByAge')}
      className="md:min-w-4xl"
      columns={[
        { label: t('contact'), className: 'px-4 py-1.5 text-left' },
        ...BUCKETS.map((name) => ({ label: t(`buckets.${name}`), className: `${FIGURE} ${WIDE}` })),
        { label: t('total'), className: FIGURE },
        before !== undefined && { label: t('previous'), className: FIGURE },
      ]}
    >
      <tbody>
        {rows.map((row) => (
          <Contact
            key={row.contact_id}
            row={row}
            which={which}
            day={report.period.to_on}
            before={before}
            starts={row.contact_id === opened}
          />
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <th scope="row" className="px-4 py-2.5 text-left">
            {t('total')}
          </th>
          <Buckets of={report.totals} />
          {before && (
            <td className={FIGURE}>
              <Before which={which} day={before} of={report.totals} />
            </td>
          )}
        </tr>
      </tfoot>
    </ReportTable>
  );
}

function Buckets({ of, total }: { of: AgedTotals | AgedContact; total?: ReactNode }) {
  return (
    <>
      {BUCKETS.map((name) => (
        <td key={name} className={`${FIGURE} ${WIDE} ${name === 'over_90' && !isZero(of[name]) ? 'text-neg' : ''}`}>
          {!isZero(of[name]) && <Amount value={of[name]} />}
        </td>
      ))}
      <td className={`${FIGURE} font-semibold`}>{total ?? <Amount value={of.total} />}</td>
    </>
  );
}

/** What stood open on the other day, and what it was made of then. */
function Before({ which, day, of }: { which: AgedName; day: string; of: AgedTotals | AgedContact }) {
  const contact = 'contact_id' in of ? of.contact_id : undefined;
  return (
    <Link to={`/reports/${which}`} search={{ to: day, contact }} className="rounded hover:text-accent hover:underline">
      <Amount value={of.previous_total} />
    </Link>
  );
}

interface ContactProps {
  row: AgedContact;
  which: AgedName;
  day: string;
  /** The day that it is compared with. */
  before: string | undefined;
  starts: boolean;
}

function Contact({ row, which, day, before, starts }: ContactProps) {
  const [open, setOpen] = useState(starts);
  return (
    <Fragment>
      <tr className="border-b border-line">
        <th scope="row" className="px-4 py-1 text-left font-medium">
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen((now) => !now)}
            className="flex min-h-6 items-center gap-1.5 text-left hover:text-accent"
          >
            <ChevronRight
              size={14}
              aria-hidden
              className={`not-on-paper shrink-0 text-muted transition-transform duration-150 ${open ? 'rotate-90' : ''}`}
            />
            {row.contact_name}
          </button>
        </th>
        <Buckets of={row} />
        {before && (
          <td className={`${FIGURE} text-muted`}>
            <Before which={which} day={before} of={row} />
          </td>
        )}
      </tr>
      {open && <AgedInvoices which={which} contactId={row.contact_id} day={day} compared={Boolean(before)} />}
    </Fragment>
  );
}
