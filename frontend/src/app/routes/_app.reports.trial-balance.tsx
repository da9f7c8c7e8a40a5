import { createFileRoute } from '@tanstack/react-router';
import { TrialBalancePage } from '@/features/reports/trial-balance-page';

export const Route = createFileRoute('/_app/reports/trial-balance')({ component: TrialBalancePage });
