import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { LinkTabs, TAB } from '@/ui/link-tabs';
import { NotAllowed } from '@/ui/not-allowed';
import { DropStatements } from './imports/drop-statements';
import { bankAccountsOptions } from './queries';

const PARTS = [
  { name: 'accounts', to: '/bank' },
  { name: 'reconcile', to: '/bank/reconcile' },
  { name: 'imports', to: '/bank/imports' },
  { name: 'rules', to: '/bank/rules' },
  { name: 'automatic', to: '/bank/automatic' },
  { name: 'mappings', to: '/bank/mappings' },
] as const;

/** The bank, part by part; a statement can be dropped on any of them. */
export function BankLayout() {
  const t = useT('banking');
  const may = useMay();
  const allowed = may('banking:read');
  const accounts = useQuery({ ...bankAccountsOptions(), enabled: allowed }).data ?? [];
  if (!allowed) return <NotAllowed />;
  const open = accounts.reduce((count, account) => count + account.open_lines, 0);
  return (
    <>
      <LinkTabs label={t('title')}>
        {PARTS.map(({ name, to }) => (
          <Link key={name} to={to} activeOptions={{ exact: to === '/bank', includeSearch: false }} className={TAB}>
            {t(`parts.${name}`)}
            {name === 'reconcile' && open > 0 && (
              <span className="figures rounded-full bg-warn-soft px-1.5 text-xs leading-4.5 font-medium text-warn">
                {open}
              </span>
            )}
          </Link>
        ))}
      </LinkTabs>
      <Outlet />
      <DropStatements />
    </>
  );
}
