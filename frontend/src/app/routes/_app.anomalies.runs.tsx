import { createFileRoute } from '@tanstack/react-router';
import { RunsPage } from '@/features/anomalies/runs/runs-page';

export const Route = createFileRoute('/_app/anomalies/runs')({ component: RunsPage });
