import { createFileRoute } from '@tanstack/react-router';
import { findingSearch } from '@/features/anomalies/anomaly-search';
import { FindingsPage } from '@/features/anomalies/findings/findings-page';

export const Route = createFileRoute('/_app/anomalies/')({ validateSearch: findingSearch, component: FindingsPage });
