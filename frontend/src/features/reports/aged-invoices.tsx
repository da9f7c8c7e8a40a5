import { useInfiniteQuery } from '@tanstack/react-query';
import type { AgedItem } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { ErrorState } from '@/ui/error-state';
import { InvoiceLink } from '@/ui/invoice-link';
import { More } from '@/ui/more';
import { SkeletonRows } from '@/ui/skeleton';
import { BUCKETS, bucketOf, FIGURE, WIDE } from './aged-look';
import { type AgedName, agedInvoicesOptions } from './queries';

interface AgedInvoicesProps {
  which: AgedName;
  contactId: string;
  day: string;
  compared: boolean;
}

/** What a contact's line is made of: a row for each invoice, fetched when the line is opened. */
export function AgedInvoices({ which, contactId, day, compared }: AgedInvoicesProps) {
  const t = useT('reports');
  const failure = useFailure();
  const query = useInfiniteQuery(agedInvoicesOptions(which, contactId, day));
  const items = query.data?.pages.flatMap((page) => page.rows);
  return (
    <>
      {items?.map((item) => (
        <Item key={item.invoice_id} item={item} compared={compared} />
      ))}
      {(query.isPending || (query.isError && !items) || query.hasNextPage) && (
        <tr className="border-b border-line">
          <td colSpan={BUCKETS.length + 3}>
            {query.isPending && <SkeletonRows rows={2} />}
            {query.isError && !items && (
              <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
            )}
            <More
              has={query.hasNextPage}
              busy={query.isFetchingNextPage}
              failed={query.isFetchNextPageError}
              onMore={() => void query.fetchNextPage()}
            />
          </td>
        </tr>
      )}
    </>
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
