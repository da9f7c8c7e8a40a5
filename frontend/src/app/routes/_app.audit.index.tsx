import { createFileRoute } from '@tanstack/react-router';
import { AuditPage } from '@/features/audit/audit-page';
import { auditSearch } from '@/features/audit/audit-search';
import { loadTexts } from '@/i18n/i18n';

export const Route = createFileRoute('/_app/audit/')({
  validateSearch: auditSearch,
  loader: () => loadTexts('audit'),
  component: AuditPage,
});
