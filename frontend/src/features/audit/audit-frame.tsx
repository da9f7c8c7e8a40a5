import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { NotAllowed } from '@/ui/not-allowed';
import { PageHeader } from '@/ui/page-header';

/** What both parts of the audit page stand in: title, tabs, and only for who may read it. */
export function AuditFrame({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  const t = useT('audit');
  const may = useMay();
  if (!may('audit:read')) {
    return (
      <>
        <PageHeader title={t('title')} />
        <NotAllowed text={t('notAllowed')} />
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('title')}>{actions}</PageHeader>
      <LinkTabs label={t('title')}>
        <Link to="/audit" activeOptions={{ exact: true, includeSearch: false }} className={TAB}>
          {t('events')}
        </Link>
        <Link to="/audit/retention" className={TAB}>
          {t('retention')}
        </Link>
      </LinkTabs>
      {children}
    </>
  );
}
