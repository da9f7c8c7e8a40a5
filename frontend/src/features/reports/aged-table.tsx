import { ChevronRight } from 'lucide-react';
import { Fragment, type ReactNode, useState } from 'react';
import type { Aged, AgedContact, AgedReport } from '@/api/gen/types.gen';
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
}

export function AgedTable({ which, report, rows }: AgedTableProps) {
  const t = useT('reports');
  const compared = Boolean(report.compared);
  return (
    <ReportTable
      caption={t('openByAge')}
      className="md:min-w-4xl"
      columns={[
        { label: t('contact'), className: 'px-4 py-1.5 text-left' },
        ...BUCKETS.map((name) => ({ label: t(`buckets.${name}`), className: `${FIGURE} ${WIDE}` })),
        { label: t('total'), className: FIGURE },
        compared && { label: t('previous'), className: FIGURE },
      ]}
    >
      <tbody>
        {rows.map((row) => (
          <Contact key={row.contact_id} row={row} which={which} day={report.period.to_on} compared={compared} />
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <th scope="row" className="px-4 py-2.5 text-left">
            {t('total')}
          </th>
          <Buckets of={report.totals} />
          {compared && <td />}
        </tr>
      </tfoot>
    </ReportTable>
  );
}

function Buckets({ of, total }: { of: Aged; total?: ReactNode }) {
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

interface ContactProps {
  row: AgedContact;
  which: AgedName;
  day: string;
  compared: boolean;
}

function Contact({ row, which, day, compared }: ContactProps) {
  const [open, setOpen] = useState(false);
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
        {compared && (
          <td className={`${FIGURE} text-muted`}>
            <Amount value={row.previous_total} />
          </td>
        )}
      </tr>
      {open && <AgedInvoices which={which} contactId={row.contact_id} day={day} compared={compared} />}
    </Fragment>
  );
}
