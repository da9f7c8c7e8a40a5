import { BookOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/i18n';
import { EmptyState } from '@/ui/empty-state';
import { More } from '@/ui/more';
import { ReportFrame, type ReportFrameProps, type Shown } from './report-frame';

type Rows = Shown & { rows: readonly unknown[] };

interface PagedReportProps<Report extends Rows>
  extends Pick<ReportFrameProps<Report>, 'title' | 'onDownload' | 'filters'> {
  query: ReportFrameProps<Report>['query'] & {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    fetchNextPage: () => unknown;
  };
  /** Its rows, as far as they were fetched. */
  children: ReactNode;
}

/** A report of more rows than one page holds; it says so when there are none. */
export function PagedReport<Report extends Rows>(props: PagedReportProps<Report>) {
  const { title, query, onDownload, filters, children } = props;
  const t = useT('reports');
  return (
    <ReportFrame title={title} query={query} onDownload={onDownload} comparable={false} filters={filters}>
      {(first) => (
        <>
          {first.rows.length === 0 ? (
            <EmptyState icon={BookOpen} title={t('nothing')} text={t('nothingText')} />
          ) : (
            children
          )}
          <More
            has={query.hasNextPage}
            busy={query.isFetchingNextPage}
            failed={query.isFetchNextPageError}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
    </ReportFrame>
  );
}
