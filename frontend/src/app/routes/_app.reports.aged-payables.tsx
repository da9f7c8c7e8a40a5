import { createFileRoute } from '@tanstack/react-router';
import { AgedPage } from '@/features/reports/aged-page';

export const Route = createFileRoute('/_app/reports/aged-payables')({ component: Shown });

function Shown() {
  return <AgedPage which="aged-payables" />;
}
