import { useInfiniteQuery } from '@tanstack/react-query';
import { BookOpen } from 'lucide-react';
import { useDownload } from '@/api/download';
import { reportsReportJournal } from '@/api/gen/sdk.gen';
import { useT } from '@/i18n/i18n';
import { EmptyState } from '@/ui/empty-state';
import { More } from '@/ui/more';
import { Select } from '@/ui/select';
import { JournalTable } from './journal-table';
import { journalReportOptions } from './queries';
import { ReportFrame } from './report-frame';
import { JOURNALS, type ReportSearch } from './report-search';
import { useAsked } from './use-asked';

/** Every entry with its postings, as the law wants the journal kept: to read, to print, to hand over. */
export function JournalReportPage() {
  const t = useT('reports');
  const { asked, journal, ready } = useAsked();
  const days = { from: asked.from ?? null, to: asked.to ?? null };
  const query = useInfiniteQuery({ ...journalReportOptions(days, journal), enabled: ready });
  const pages = query.data?.pages.map((page) => page.report) ?? [];
  const first = pages[0];
  const download = useDownload((format: 'csv' | 'xlsx' | 'pdf') =>
    reportsReportJournal({
      query: { ...days, journal: journal ? [journal] : null, format },
      parseAs: 'blob',
      throwOnError: true,
    }),
  );
  return (
    <ReportFrame
      title={t('names.journal')}
      query={{ ...query, data: first }}
      onDownload={download}
      comparable={false}
      filters={<JournalFilter />}
    >
      {() => (
        <>
          {first?.rows.length === 0 ? (
            <EmptyState icon={BookOpen} title={t('nothing')} text={t('nothingText')} />
          ) : (
            <JournalTable rows={pages.flatMap((page) => page.rows)} />
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

function JournalFilter() {
  const t = useT('reports');
  const { journal, change } = useAsked();
  return (
    <Select
      aria-label={t('journalFilter')}
      value={journal ?? ''}
      onChange={(event) => change({ journal: (event.target.value || undefined) as ReportSearch['journal'] })}
      className="w-52"
    >
      <option value="">{t('allJournals')}</option>
      {JOURNALS.map((name) => (
        <option key={name} value={name}>
          {t(`journals.${name}`)}
        </option>
      ))}
    </Select>
  );
}
