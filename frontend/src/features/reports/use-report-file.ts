import { useDownload } from '@/api/download';

export type ReportFormat = 'csv' | 'xlsx' | 'pdf';

/** What a file of a report is asked for with: it is read by people, so its columns are named in their language. */
export interface ReportFile {
  format: ReportFormat;
  headings: 'words';
}

/** Saves a report as a file of exactly what is shown. */
export function useReportFile(ask: (file: ReportFile) => Promise<{ data: unknown; response: Response }>) {
  return useDownload((format: ReportFormat) => ask({ format, headings: 'words' }));
}
