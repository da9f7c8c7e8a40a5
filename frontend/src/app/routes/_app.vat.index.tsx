import { createFileRoute } from '@tanstack/react-router';
import { PeriodsPage } from '@/features/vat/periods-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/vat/')({
  loader: () => loadTexts('vat'),
  component: PeriodsPage,
});
