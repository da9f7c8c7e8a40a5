import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { ContactRead } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Badge } from '@/ui/badge';
import { Card } from '@/ui/card';
import { DateText } from '@/ui/date-text';
import { ErrorState } from '@/ui/error-state';
import { More } from '@/ui/more';
import { SkeletonRows } from '@/ui/skeleton';
import { openItemsOptions, statementOptions } from './queries';

const OpenItemsActions = lazy(() => import('./open-items-actions'));

/** Invoices and credit notes that wait to be paid, below zero where we owe it; and what they come to both ways. */
export function OpenItems({ contact }: { contact: ContactRead }) {
  const t = useT('contacts');
  const failure = useFailure();
  const statement = useInfiniteQuery(statementOptions(contact.id, {})).data?.pages[0]?.statement;
  const query = useInfiniteQuery(openItemsOptions(contact.id));
  const items = query.data?.pages.flatMap((page) => page.rows);
  const both = statement && !isZero(statement.open_receivable) && !isZero(statement.open_payable);
  return (
    <Card
      title={t('openItems')}
      padded={false}
      aside={
        statement && (
          <span className="flex flex-wrap justify-end gap-x-4 text-sm">
            {(both || !isZero(statement.open_receivable)) && (
              <span>
                {t('theyOwe')} <Amount value={statement.open_receivable} currency={statement.currency} />
              </span>
            )}
            {(both || !isZero(statement.open_payable)) && (
              <span>
                {t('weOwe')} <Amount value={statement.open_payable} currency={statement.currency} />
              </span>
            )}
          </span>
        )
      }
    >
      {query.isPending && <SkeletonRows rows={2} />}
      {query.isError && !items && (
        <ErrorState title={t('statementFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
      )}
      {items?.length === 0 && (
        <p className="flex items-center gap-2 px-4 py-5 text-muted">
          <CircleCheck size={16} aria-hidden className="text-pos" />
          {t('nothingOpen')}
        </p>
      )}
      <ul>
        {items?.map((item) => (
          <li key={item.id} className="border-b border-line last:border-0">
            <Link
              to="/invoices/$invoiceId"
              params={{ invoiceId: item.id }}
              className="flex min-h-11 items-center gap-4 px-4 py-1.5 -outline-offset-2 hover:bg-sunken/60"
            >
              <span className="figures min-w-0 flex-1 truncate">{item.number ?? t('noNumber')}</span>
              {item.days_late > 0 && <Badge tone="bad">{t('daysLate', { count: item.days_late })}</Badge>}
              <span className="text-sm text-muted max-sm:hidden">
                {item.due_on ? t.rich('due', { day: () => <DateText day={item.due_on} /> }) : ''}
              </span>
              <span className="num w-28 font-medium">
                <Amount value={item.open_amount} currency={item.currency} signed />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <More
        has={query.hasNextPage}
        busy={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={() => void query.fetchNextPage()}
      />
      {items?.some((item) => item.direction === 'sale') && (
        <Suspense fallback={<div className="h-12 border-t border-line" />}>
          <OpenItemsActions contact={contact} />
        </Suspense>
      )}
    </Card>
  );
}
