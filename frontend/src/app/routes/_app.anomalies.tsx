import { createFileRoute } from '@tanstack/react-router';
import { AnomaliesLayout } from '@/features/anomalies/anomalies-layout';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/anomalies')({
  loader: () => loadTexts('anomalies'),
  component: AnomaliesLayout,
});
