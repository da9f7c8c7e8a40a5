import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { sum } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { ListSum, SumFact } from '@/ui/list-sum';
import { type ExpenseFilter, waitsToBePaidBack } from './expense-search';
import { sumsOptions } from './queries';

/** How many fit the filter, and what they come to in each currency; of those to pay back, what is owed. */
export function ExpenseSums({ filter, me }: { filter: ExpenseFilter; me: string | undefined }) {
  const t = useT('expenses');
  const books = useCurrency();
  const { data, isPlaceholderData } = useQuery(sumsOptions(filter, me));
  return (
    <ListSum label={t('sumsOf')} stale={isPlaceholderData}>
      {data && data.length > 0 && (
        <>
          <SumFact label={t('sumCount')}>{data.reduce((total, one) => total + one.count, 0)}</SumFact>
          {waitsToBePaidBack(filter) ? (
            <SumFact label={t('toPayBack')}>
              <Amount value={sum(data.map((one) => one.owed_amount))} currency={books} />
            </SumFact>
          ) : (
            <SumFact label={t('total')}>
              {data.map((one, at) => (
                <Fragment key={one.currency}>
                  {at > 0 && ' + '}
                  <Amount value={one.total_amount} currency={one.currency} />
                </Fragment>
              ))}
            </SumFact>
          )}
        </>
      )}
    </ListSum>
  );
}
