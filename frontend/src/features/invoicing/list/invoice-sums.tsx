import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { InvoiceSum } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { sum } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { ListSum, SumFact } from '@/ui/list-sum';
import { asked, type InvoiceFilter } from '../invoice-search';
import { sumsOptions } from '../queries';

const SIDES = ['sale', 'purchase', 'quote'] as const;
const sideOf = (one: InvoiceSum) => (one.is_quote ? 'quote' : one.direction);

/** How many fit the filter, what they come to in each currency, and what of it is open in the books. */
export function InvoiceSums({ filter }: { filter: InvoiceFilter }) {
  const t = useT('invoices');
  const { data, isPlaceholderData } = useQuery(sumsOptions(asked(filter)));
  const sides = SIDES.map((side) => (data ?? []).filter((one) => sideOf(one) === side));
  const several = sides.filter((rows) => rows.length > 0).length > 1;
  const counts = filter.tab !== 'quotes' && filter.tab !== 'drafts';
  return (
    <ListSum label={t('sumsOf')} stale={isPlaceholderData}>
      {sides.map(
        (rows, at) =>
          rows.length > 0 && <Side key={SIDES[at]} rows={rows} named={several ? SIDES[at] : undefined} open={counts} />,
      )}
    </ListSum>
  );
}

interface SideProps {
  rows: readonly InvoiceSum[];
  /** Said where several of them stand in one list. */
  named: (typeof SIDES)[number] | undefined;
  open: boolean;
}

function Side({ rows, named, open }: SideProps) {
  const t = useT('invoices');
  const books = useCurrency();
  const count = rows.reduce((total, one) => total + one.count, 0);
  return (
    <>
      <SumFact label={named ? t(`sumSide.${named}`) : t('sumCount')}>{count}</SumFact>
      <SumFact label={t('total')}>
        {rows.map((one, at) => (
          <Fragment key={one.currency}>
            {at > 0 && ' + '}
            <Amount value={one.total_amount} currency={one.currency} />
          </Fragment>
        ))}
      </SumFact>
      {open && (
        <SumFact label={t('open')}>
          <Amount value={sum(rows.map((one) => one.open_in_books))} currency={books} />
        </SumFact>
      )}
    </>
  );
}
