import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { useDownload } from '@/api/download';
import { explainVatGrid } from '@/api/gen/sdk.gen';
import type { GridLine, Return } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { DownloadMenu } from '@/ui/download-menu';
import { EmptyState } from '@/ui/empty-state';
import { ErrorState } from '@/ui/error-state';
import { InvoiceLink } from '@/ui/invoice-link';
import { More } from '@/ui/more';
import { Sheet } from '@/ui/sheet';
import { SkeletonRows } from '@/ui/skeleton';
import { useExplanation } from './explanation';
import { gridOptions } from './queries';

const route = getRouteApi('/_app/vat/$period');

/** A grid taken apart: each posting that counts in it, with its invoice and whom it concerns. */
export function GridSheet({ found }: { found: Return }) {
  const t = useT('vat');
  const { grid } = route.useSearch();
  const navigate = route.useNavigate();
  const explain = useExplanation(found.country);
  const shown = found.grids.find((one) => one.grid === grid);
  return (
    <Sheet
      open={Boolean(grid && shown)}
      onClose={() => void navigate({ search: {}, resetScroll: false })}
      title={shown ? `${shown.grid} · ${shown.name}` : ''}
      note={
        shown && (
          <span className="block text-sm text-muted">
            {explain(shown.grid)}
            <span className="mt-1 block font-semibold text-ink">
              <Amount value={shown.amount} /> · {t('postings', { count: shown.postings })}
            </span>
          </span>
        )
      }
      returnTo={() => document.querySelector<HTMLElement>(`[data-grid="${grid}"]`)}
    >
      {grid && shown && <Lines period={found.period} grid={grid} dutch={found.country === 'NL'} />}
    </Sheet>
  );
}

function Lines({ period, grid, dutch }: { period: string; grid: string; dutch: boolean }) {
  const t = useT('vat');
  const failure = useFailure();
  const query = useInfiniteQuery(gridOptions(period, grid));
  const download = useDownload((format) =>
    explainVatGrid({ path: { period, grid }, query: { format }, parseAs: 'blob', throwOnError: true }),
  );
  const rows = query.data?.pages.flatMap((page) => page.rows);
  if (query.isPending) return <SkeletonRows rows={6} />;
  if (!rows) {
    return <ErrorState title={t('loadFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />;
  }
  if (rows.length === 0) return <EmptyState icon={Inbox} title={t(dutch ? 'noLinesDutch' : 'noLines')} />;
  return (
    <>
      <div className="mb-2 flex justify-end">
        <DownloadMenu small onDownload={download} />
      </div>
      <ul aria-label={t('lines')} className="rounded-lg border border-line">
        {rows.map((line) => (
          <Line key={line.posting_id} line={line} />
        ))}
      </ul>
      <More
        has={query.hasNextPage}
        busy={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={() => void query.fetchNextPage()}
      />
    </>
  );
}

function Line({ line }: { line: GridLine }) {
  return (
    <li className="flex items-start gap-3 border-b border-line px-3 py-2.5 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {line.invoice_id ? (
            <InvoiceLink id={line.invoice_id}>
              {[line.contact_name, line.invoice_number].filter(Boolean).join(' · ') || line.memo}
            </InvoiceLink>
          ) : (
            line.contact_name || line.memo || line.entry_number
          )}
        </p>
        <p className="flex flex-wrap gap-x-2 text-sm text-muted">
          <DateText day={line.booked_on} />
          <Link
            to="/journal/$entryId"
            params={{ entryId: line.entry_id }}
            className="figures rounded hover:text-accent hover:underline"
          >
            {line.entry_number}
          </Link>
          <span>
            {line.account_code} {line.account_name}
          </span>
        </p>
      </div>
      <span className="num font-medium">
        <Amount value={line.amount} signed />
      </span>
    </li>
  );
}
