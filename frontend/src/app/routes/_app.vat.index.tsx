import { createFileRoute } from '@tanstack/react-router';
import { PeriodsPage } from '@/features/vat/periods-page';
import { periodSearch } from '@/features/vat/vat-search';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/vat/')({
  validateSearch: periodSearch,
  loader: () => loadTexts('vat'),
  component: PeriodsPage,
});
