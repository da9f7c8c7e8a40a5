import { createFileRoute } from '@tanstack/react-router';
import { JournalReportPage } from '@/features/reports/journal-page';

export const Route = createFileRoute('/_app/reports/journal')({ component: JournalReportPage });
