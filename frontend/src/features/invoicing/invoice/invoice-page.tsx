import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useStanding } from '@/api/anomalies';
import type { InvoiceShown } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { SkeletonRows } from '@/ui/skeleton';
import { StandoutNotice } from '@/ui/standout';
import { InvoiceMissing } from '../invoice-missing';
import type { Tab } from '../invoice-search';
import { InvoiceKind, InvoiceStatus } from '../invoice-status';
import { DraftLacks } from '../lacks';
import { invoiceOptions } from '../queries';
import { Facts, Sums } from './facts';
import { InvoiceActions } from './invoice-actions';
import { LinesTable } from './lines-table';
import { Paper } from './paper';
import { Settlements } from './settlements';
import { Timeline } from './timeline';

const route = getRouteApi('/_app/invoices/$invoiceId/');

const tabOf = (invoice: InvoiceShown): Tab | undefined => {
  if (invoice.kind === 'quote') return 'quotes';
  return invoice.direction === 'purchase' ? 'purchases' : undefined;
};

/** One invoice, credit note or quote: the paper beside what one can know of it and do with it. */
export function InvoicePage() {
  const t = useT('invoices');
  const failure = useFailure();
  const { invoiceId } = route.useParams();
  const query = useQuery(invoiceOptions(invoiceId));
  const invoice = query.data;
  if (query.isError && asApiError(query.error).missing) return <InvoiceMissing />;
  const title = invoice ? (invoice.number ?? t(`unnumbered.${invoice.kind}`)) : t('invoice');
  return (
    <>
      <Link
        to="/invoices"
        search={{ tab: invoice && tabOf(invoice) }}
        className="mb-3 inline-flex items-center gap-1.5 rounded text-sm text-muted hover:text-ink"
      >
        <ArrowLeft size={14} aria-hidden />
        {t('title')}
      </Link>
      <PageHeader
        title={title}
        windowTitle={invoice ? `${title} · ${invoice.contact_name}` : title}
        note={
          invoice && (
            <span className="inline-flex gap-2">
              <InvoiceKind of={invoice.kind} />
              <InvoiceStatus of={invoice.status} direction={invoice.direction} />
            </span>
          )
        }
      >
        {invoice && <InvoiceActions invoice={invoice} />}
      </PageHeader>
      {query.isPending && (
        <div className="rounded-lg border border-line bg-surface">
          <SkeletonRows rows={6} />
        </div>
      )}
      {query.isError && (
        <div className="rounded-lg border border-line bg-surface">
          <ErrorState title={t('oneFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        </div>
      )}
      {invoice && <Shown invoice={invoice} />}
    </>
  );
}

function Shown({ invoice }: { invoice: InvoiceShown }) {
  const ours = invoice.direction === 'sale';
  const standing = useStanding([invoice.id]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,26rem)] items-start gap-6 max-lg:grid-cols-1">
      <div className="flex min-w-0 flex-col gap-4 max-lg:order-last">
        {ours && !invoice.opened_on && <Paper invoice={invoice} />}
        {!invoice.opened_on && <LinesTable invoice={invoice} />}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <DraftLacks invoice={invoice} />
        <StandoutNotice found={standing.get(invoice.id)} />
        <Sums invoice={invoice} />
        <Facts invoice={invoice} />
        <Settlements invoice={invoice} />
        <Timeline invoice={invoice} />
      </div>
    </div>
  );
}
