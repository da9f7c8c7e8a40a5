import { createFileRoute } from '@tanstack/react-router';
import { ControlsPage } from '@/features/anomalies/controls/controls-page';

export const Route = createFileRoute('/_app/anomalies/controls')({ component: ControlsPage });
