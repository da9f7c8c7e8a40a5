import { createFileRoute } from '@tanstack/react-router';
import { reportSearch } from '@/features/reports/report-search';
import { ReportsLayout } from '@/features/reports/reports-layout';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/reports')({
  validateSearch: reportSearch,
  loader: () => loadTexts('reports'),
  component: ReportsLayout,
});
