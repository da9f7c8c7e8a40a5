import { createFileRoute } from '@tanstack/react-router';
import { ReceiptPage } from '@/features/expenses/receipt-page';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/expenses/receipt')({
  loader: () => loadTexts('expenses'),
  component: ReceiptPage,
});
