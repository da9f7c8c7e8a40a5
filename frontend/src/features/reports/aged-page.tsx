import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheckBig } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { isZero } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { EmptyState } from '@/ui/empty-state';
import { More } from '@/ui/more';
import { AgedTable } from './aged-table';
import { AGED, type AgedName, agedOptions } from './queries';
import { ReportFrame } from './report-frame';
import { useAsked } from './use-asked';
import { useReportFile } from './use-report-file';

/** Who owes us, or whom we owe, by how late it is; each name opens into its invoices. */
export function AgedPage({ which }: { which: AgedName }) {
  const t = useT('reports');
  const { asked: days, chosen, ready, contact } = useAsked();
  // Left to itself it is about today: how late something will be at the end of the year says nothing.
  const asked = chosen ? days : { ...days, from: null, to: null };
  const query = useInfiniteQuery({ ...agedOptions(which, asked), enabled: ready });
  const pages = query.data?.pages.map((page) => page.report) ?? [];
  const download = useReportFile((file) =>
    AGED[which]({ query: { ...asked, ...file }, parseAs: 'blob', throwOnError: true }),
  );
  return (
    <ReportFrame title={t(`names.${which}`)} query={{ ...query, data: pages[0] }} onDownload={download} ofADay>
      {(report) => (
        <>
          {report.rows.length === 0 ? (
            <EmptyState icon={CircleCheckBig} title={t('nothingOpen')} text={t('nothingOpenText')} />
          ) : (
            <AgedTable
              key={report.period.to_on}
              which={which}
              report={report}
              rows={pages.flatMap((page) => page.rows)}
              opened={contact}
            />
          )}
          <More
            has={query.hasNextPage}
            busy={query.isFetchingNextPage}
            failed={query.isFetchNextPageError}
            onMore={() => void query.fetchNextPage()}
          />
          {!isZero(report.difference) && (
            <p className="border-t border-line bg-warn-soft px-4 py-3 text-sm text-warn">
              {t('onNoInvoice')} <Amount value={report.difference} currency={report.currency} />
            </p>
          )}
        </>
      )}
    </ReportFrame>
  );
}
