import { createFileRoute } from '@tanstack/react-router';
import { GeneralLedgerPage } from '@/features/reports/general-ledger-page';

export const Route = createFileRoute('/_app/reports/general-ledger')({ component: GeneralLedgerPage });
