import { Link, useRouterState } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMay } from '@/api/me';
import { UploadButton } from '@/features/documents/upload-button';
import { useT } from '@/i18n/i18n';
import { IconButton } from '@/ui/button';
import { openLayer } from './layers';
import { TAB } from './menu-buttons';
import { MorePages, TenantSwitch, UserSwitch } from './menus';
import { type PageLink, usePages } from './pages';

/** What has a place in the bar, left and right of the camera; the others are under "More". */
const LEFT: readonly PageLink['name'][] = ['dashboard', 'documents'];
const RIGHT: readonly PageLink['name'][] = ['invoices'];

/** On a phone: company and person above, pages and the camera below. A review has the screen to itself. */
export function MobileBar({ reviewing, children }: { reviewing: boolean; children: ReactNode }) {
  const t = useT();
  const mayUpload = useMay()('documents:upload');
  const pages = usePages();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const others = pages.filter(({ name }) => !LEFT.includes(name) && !RIGHT.includes(name));
  return (
    <>
      <header
        className={`flex items-center justify-between gap-2 border-b border-line bg-surface px-2 py-1.5 md:hidden ${reviewing ? 'hidden' : ''}`}
      >
        <TenantSwitch />
        <span className="flex items-center gap-1">
          <IconButton label={t('shell.search')} icon={Search} onClick={() => openLayer('palette')} />
          <UserSwitch compact />
        </span>
      </header>
      {children}
      <nav
        aria-label={t('shell.navigation')}
        className={`grid auto-cols-fr grid-flow-col items-center border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden ${reviewing ? 'hidden' : ''}`}
      >
        {pages.filter(({ name }) => LEFT.includes(name)).map(tab)}
        {mayUpload && (
          <div className="grid place-items-center">
            <UploadButton
              camera
              className="-mt-4 grid size-13 place-items-center rounded-full bg-accent text-accent-ink shadow-layer"
            />
          </div>
        )}
        {pages.filter(({ name }) => RIGHT.includes(name)).map(tab)}
        <MorePages pages={others} current={others.some((page) => path.startsWith(page.to))} />
      </nav>
    </>
  );

  function tab(page: PageLink) {
    return (
      <Link key={page.to} to={page.to} activeOptions={{ exact: page.to === '/', includeSearch: false }} className={TAB}>
        <page.icon size={19} aria-hidden />
        <span className="max-w-full truncate px-1">{t(`nav.${page.name}`)}</span>
      </Link>
    );
  }
}
