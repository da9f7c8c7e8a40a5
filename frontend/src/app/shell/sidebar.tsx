import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useShutOut } from '@/api/me';
import { documentCountsOptions } from '@/features/documents/queries';
import { useT } from '@/i18n/i18n';
import { Kbd } from '@/ui/kbd';
import { openLayer } from './layers';
import { TenantSwitch, UserSwitch } from './menus';
import { usePages } from './pages';

/** Navigation on a wide screen. */
export function Sidebar() {
  const t = useT();
  const pages = usePages();
  const waiting = useQuery({ ...documentCountsOptions(), enabled: !useShutOut() }).data?.to_review ?? 0;
  return (
    <aside className="flex min-h-0 flex-col gap-1 border-r border-line bg-surface p-3 max-md:hidden">
      <TenantSwitch />
      <button
        type="button"
        onClick={() => openLayer('palette')}
        className="my-2 flex h-8 items-center gap-2 rounded-md border border-line bg-bg px-2 text-sm text-muted hover:border-edge"
      >
        <Search size={14} aria-hidden />
        <span className="flex-1 truncate text-left">{t('shell.search')}</span>
        <Kbd keys="mod+k" />
      </button>
      <nav aria-label={t('shell.navigation')} className="flex flex-1 flex-col gap-0.5">
        {pages.map((page) => (
          <Link
            key={page.to}
            to={page.to}
            activeOptions={{ exact: page.to === '/', includeSearch: false }}
            className={`flex h-8 items-center gap-2.5 rounded-md px-2 text-sm text-muted hover:bg-sunken hover:text-ink data-[status=active]:bg-accent-soft data-[status=active]:font-medium data-[status=active]:text-accent ${page.name === 'settings' ? 'mt-auto' : ''}`}
          >
            <page.icon size={16} aria-hidden />
            <span className="flex-1 truncate">{t(`nav.${page.name}`)}</span>
            {page.name === 'documents' && waiting > 0 && (
              <span className="figures rounded-full bg-warn-soft px-1.5 text-xs leading-4.5 font-medium text-warn">
                {waiting}
                <span className="sr-only"> {t('shell.waiting')}</span>
              </span>
            )}
          </Link>
        ))}
      </nav>
      <UserSwitch />
    </aside>
  );
}
