import { Columns2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { EntryShown } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { Button } from '@/ui/button';
import { DateText } from '@/ui/date-text';
import { EntryLink } from '../entry-link';
import { groupedIban } from '../reason-words';
import { Marked } from './marked';
import { Paper } from './paper';

const CELL = 'px-3 max-sm:px-2 py-1.5 align-top';

/** Two entries side by side; what differs is marked, in a number character by character. */
export function Pair({ entry, other }: { entry: EntryShown; other: EntryShown }) {
  const t = useT('anomalies');
  const [papers, setPapers] = useState(false);
  const rows: { name: string; same: boolean; cell: (one: EntryShown, beside: EntryShown) => ReactNode }[] = [
    {
      name: t('number'),
      same: entry.reference === other.reference,
      cell: (one, beside) => (
        <EntryLink entry={one} className="rounded font-medium hover:underline">
          <Marked text={one.reference || t('unnumbered')} beside={beside.reference} />
        </EntryLink>
      ),
    },
    {
      name: t('counterparty'),
      same: entry.counterparty === other.counterparty,
      cell: (one) => one.counterparty || '–',
    },
    { name: t('date'), same: entry.booked_on === other.booked_on, cell: (one) => <DateText day={one.booked_on} /> },
    {
      name: t('amount'),
      same: entry.amount === other.amount && entry.currency === other.currency,
      cell: (one) => <Amount value={one.amount} currency={one.currency} />,
    },
    {
      name: t('account'),
      same: entry.account_code === other.account_code,
      cell: (one) => <span className="figures">{one.account_code || '–'}</span>,
    },
    ...(entry.iban || other.iban
      ? [
          {
            name: t('iban'),
            same: entry.iban === other.iban,
            cell: (one: EntryShown, beside: EntryShown) => (
              <Marked text={groupedIban(one.iban)} beside={groupedIban(beside.iban)} />
            ),
          },
        ]
      : []),
  ];
  const scanned = entry.document_id !== null || other.document_id !== null;
  return (
    <div>
      <div className="overflow-x-auto rounded-md border border-line">
        <table className="w-full text-sm">
          <caption className="sr-only">{t('sideBySide')}</caption>
          <thead>
            <tr className="border-b border-line bg-sunken/50 text-left text-xs text-muted">
              <td className={CELL} />
              <th scope="col" className={`${CELL} font-medium`}>
                {t('thisOne')}
              </th>
              <th scope="col" className={`${CELL} font-medium`}>
                {t('theOther')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, same, cell }) => (
              <tr key={name} className="border-b border-line last:border-0">
                <th
                  scope="row"
                  className={`${CELL} w-28 text-left font-normal whitespace-nowrap text-muted max-sm:w-16 max-sm:whitespace-normal`}
                >
                  {name} {!same && <span className="sr-only">({t('differs')})</span>}
                </th>
                <td className={`${CELL} ${same ? '' : 'font-medium'}`}>{cell(entry, other)}</td>
                <td className={`${CELL} ${same ? 'text-muted' : 'font-medium'}`}>{cell(other, entry)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {scanned && (
        <div className="mt-2">
          <Button size="sm" variant="quiet" icon={Columns2} aria-expanded={papers} onClick={() => setPapers(!papers)}>
            {t(papers ? 'hidePapers' : 'showPapers')}
          </Button>
          {papers && (
            <div className="mt-2 grid grid-cols-2 gap-2">
              <Paper documentId={entry.document_id} label={t('paperOf', { number: entry.reference })} />
              <Paper documentId={other.document_id} label={t('paperOf', { number: other.reference })} />
            </div>
          )}
        </div>
      )}
    </div>
  );
}
