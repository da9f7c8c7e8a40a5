import { ChevronRight } from 'lucide-react';
import { Fragment, type ReactNode, useState } from 'react';
import type { Aged, AgedContact, AgedItem, AgedReport } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { InvoiceLink } from '@/ui/invoice-link';
import { ReportTable } from './report-table';

const BUCKETS = ['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'over_90'] as const;
const FIGURE = 'num w-28 px-3 py-1.5';
/** A phone has room for what is open in all, and for each invoice with its day. */
const WIDE = 'max-md:hidden';

/** The bucket that an invoice stands in, by the days it is late. */
function bucketOf({ days_late: late }: AgedItem): (typeof BUCKETS)[number] {
  if (late <= 0) return 'not_due';
  if (late <= 30) return 'days_1_30';
  if (late <= 60) return 'days_31_60';
  return late <= 90 ? 'days_61_90' : 'over_90';
}

export function AgedTable({ report }: { report: AgedReport }) {
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
        {report.rows.map((row) => (
          <Contact key={row.contact_id} row={row} compared={compared} />
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

function Contact({ row, compared }: { row: AgedContact; compared: boolean }) {
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
      {open && row.items.map((item) => <Item key={item.invoice_id} item={item} compared={compared} />)}
    </Fragment>
  );
}

function Item({ item, compared }: { item: AgedItem; compared: boolean }) {
  const t = useT('reports');
  const place = bucketOf(item);
  return (
    <tr className="border-b border-line text-muted">
      <td className="py-1.5 pr-2 pl-9">
        <InvoiceLink id={item.invoice_id}>{item.number ?? t('noNumber')}</InvoiceLink>{' '}
        <span className="text-xs whitespace-nowrap">
          {t('due')} <DateText day={item.due_on} />
        </span>
      </td>
      {BUCKETS.map((name) => (
        <td key={name} className={`${FIGURE} ${WIDE}`}>
          {name === place && <Amount value={item.open_in_books} />}
        </td>
      ))}
      <td className={FIGURE}>
        <span className="md:hidden">
          <Amount value={item.open_in_books} />
        </span>
      </td>
      {compared && <td />}
    </tr>
  );
}
