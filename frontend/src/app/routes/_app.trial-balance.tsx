import { createFileRoute, redirect } from '@tanstack/react-router';
import { reportSearch } from '@/features/reports/report-search';

/** Where it stood before it became one of the reports: links that people kept still work. */
export const Route = createFileRoute('/_app/trial-balance')({
  validateSearch: reportSearch,
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/reports/trial-balance', search, replace: true });
  },
});
