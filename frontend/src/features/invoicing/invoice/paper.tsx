import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { InvoiceShown } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { usePrivacy } from '@/lib/preferences';
import { saveBlob } from '@/lib/save-file';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { Skeleton } from '@/ui/skeleton';
import { pdfOptions } from '../queries';

const PdfPages = lazy(() => import('./pdf-pages'));

/** The paper as the customer gets it; a draft as it would look now. */
export function Paper({ invoice }: { invoice: InvoiceShown }) {
  const t = useT('invoices');
  const failure = useFailure();
  const hidden = usePrivacy();
  const [unreadable, setUnreadable] = useState(false);
  const query = useQuery(pdfOptions(invoice.id, invoice.version));
  const name = invoice.number ?? t(`kinds.${invoice.kind}`);
  const pages = <Skeleton className="aspect-[1/1.4142] w-full" />;
  return (
    <section aria-label={t('paper')} className="flex min-w-0 flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">{t('paper')}</h2>
        <Button
          size="sm"
          variant="quiet"
          icon={Download}
          disabled={!query.data}
          onClick={() => query.data && saveBlob(query.data, `${name}.pdf`)}
        >
          {t('downloadPdf')}
        </Button>
      </div>
      {query.isPending && pages}
      {query.isError && (
        <div className="rounded-lg border border-line bg-surface">
          <ErrorState title={t('paperFailed')} {...failure(query.error)} onRetry={() => void query.refetch()} />
        </div>
      )}
      {query.data && hidden && (
        <p className="rounded-lg border border-line bg-surface p-6 text-muted">{t('paperHidden')}</p>
      )}
      {query.data && unreadable && <p className="text-muted">{t('paperUnreadable')}</p>}
      {query.data && !hidden && !unreadable && (
        <Suspense fallback={pages}>
          <PdfPages pdf={query.data} name={name} onFailed={() => setUnreadable(true)} />
        </Suspense>
      )}
    </section>
  );
}
