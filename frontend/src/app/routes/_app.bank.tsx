import { createFileRoute } from '@tanstack/react-router';
import { BankLayout } from '@/features/banking/bank-layout';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/bank')({
  loader: () => loadTexts('banking'),
  component: BankLayout,
});
