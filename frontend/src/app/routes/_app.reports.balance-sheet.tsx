import { createFileRoute } from '@tanstack/react-router';
import { StatementPage } from '@/features/reports/statement-page';

export const Route = createFileRoute('/_app/reports/balance-sheet')({ component: Shown });

function Shown() {
  return <StatementPage which="balance-sheet" />;
}
