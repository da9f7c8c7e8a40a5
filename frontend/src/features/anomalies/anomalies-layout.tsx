import { Link, Outlet } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { NotAllowed } from '@/ui/not-allowed';

const PARTS = [
  { name: 'findings', to: '/anomalies' },
  { name: 'digits', to: '/anomalies/digits' },
  { name: 'runs', to: '/anomalies/runs' },
  { name: 'controls', to: '/anomalies/controls' },
] as const;

/** What stands out in the books, how the amounts lie, when was looked, and what is looked for. */
export function AnomaliesLayout() {
  const t = useT('anomalies');
  if (!useMay()('anomalies:read')) return <NotAllowed />;
  return (
    <>
      <LinkTabs label={t('title')}>
        {PARTS.map(({ name, to }) => (
          <Link key={name} to={to} activeOptions={{ exact: to === '/anomalies', includeSearch: false }} className={TAB}>
            {t(`parts.${name}`)}
          </Link>
        ))}
      </LinkTabs>
      <Outlet />
    </>
  );
}
