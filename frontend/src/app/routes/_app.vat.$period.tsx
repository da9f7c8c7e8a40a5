import { createFileRoute } from '@tanstack/react-router';
import { ReturnPage } from '@/features/vat/return-page';
import { returnSearch } from '@/features/vat/vat-search';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/vat/$period')({
  validateSearch: returnSearch,
  loader: () => loadTexts('vat'),
  component: ReturnPage,
});
