import { createFileRoute } from '@tanstack/react-router';
import { digitSearch } from '@/features/anomalies/anomaly-search';
import { DigitsPage } from '@/features/anomalies/digits/digits-page';

export const Route = createFileRoute('/_app/anomalies/digits')({ validateSearch: digitSearch, component: DigitsPage });
