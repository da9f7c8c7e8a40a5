import { createFileRoute } from '@tanstack/react-router';
import { AuditLayout } from '@/app/shell/audit-layout';

export const Route = createFileRoute('/_app/audit')({ component: AuditLayout });
