import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { NotAllowed } from '@/ui/not-allowed';
import { PageHeader } from '@/ui/page-header';

const REPORTS = [
  'profit-and-loss',
  'balance-sheet',
  'trial-balance',
  'general-ledger',
  'journal',
  'aged-receivables',
  'aged-payables',
  'tags',
] as const;

/** The reports side by side; the days they are of go along from one to the next. */
export function ReportsLayout() {
  const t = useT('reports');
  const may = useMay();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const current = REPORTS.find((name) => path.endsWith(name));
  return (
    <>
      <PageHeader title={t('title')} windowTitle={t(current ? `names.${current}` : 'title')} />
      {may('reports:read') ? (
        <>
          <LinkTabs label={t('title')}>
            {REPORTS.map((name) => (
              <Link
                key={name}
                to={`/reports/${name}`}
                search={({ from, to, compare }) => ({ from, to, compare })}
                activeOptions={{ includeSearch: false }}
                className={TAB}
              >
                {t(`names.${name}`)}
              </Link>
            ))}
          </LinkTabs>
          <Outlet />
        </>
      ) : (
        <NotAllowed />
      )}
    </>
  );
}
