import { useInfiniteQuery } from '@tanstack/react-query';
import { reportJournal } from '@/api/gen/sdk.gen';
import { useT } from '@/i18n/i18n';
import { Select } from '@/ui/select';
import { JournalTable } from './journal-table';
import { PagedReport } from './paged-report';
import { journalReportOptions } from './queries';
import { JOURNALS, type ReportSearch } from './report-search';
import { useAsked } from './use-asked';
import { useReportFile } from './use-report-file';

/** Every entry with its postings, as the law wants the journal kept: to read, to print, to hand over. */
export function JournalReportPage() {
  const t = useT('reports');
  const { asked, journal, ready } = useAsked();
  const days = { from: asked.from ?? null, to: asked.to ?? null };
  const query = useInfiniteQuery({ ...journalReportOptions(days, journal), enabled: ready });
  const pages = query.data?.pages.map((page) => page.report) ?? [];
  const first = pages[0];
  const download = useReportFile((file) =>
    reportJournal({
      query: { ...days, journal: journal ? [journal] : null, ...file },
      parseAs: 'blob',
      throwOnError: true,
    }),
  );
  return (
    <PagedReport
      title={t('names.journal')}
      query={{ ...query, data: first }}
      onDownload={download}
      filters={<JournalFilter />}
    >
      <JournalTable rows={pages.flatMap((page) => page.rows)} />
    </PagedReport>
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
      className="w-52 max-sm:w-full"
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
