import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMay } from '@/api/me';
import { UploadButton } from '@/features/documents/upload-button';
import { useT } from '@/i18n/i18n';
import { IconButton } from '@/ui/button';
import { openLayer } from './layers';
import { TenantSwitch, UserSwitch } from './menus';
import { PAGES } from './pages';

/** On a phone: company and person above, four pages and the camera below. A review has the screen to itself. */
export function MobileBar({ reviewing, children }: { reviewing: boolean; children: ReactNode }) {
  const t = useT();
  const mayUpload = useMay()('documents:upload');
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
        {PAGES.slice(0, 2).map(tab)}
        {mayUpload && (
          <div className="grid place-items-center">
            <UploadButton
              camera
              className="-mt-4 grid size-13 place-items-center rounded-full bg-accent text-accent-ink shadow-layer"
            />
          </div>
        )}
        {PAGES.slice(2, 4).map(tab)}
      </nav>
    </>
  );

  function tab(page: (typeof PAGES)[number]) {
    return (
      <Link
        key={page.to}
        to={page.to}
        activeOptions={{ exact: page.to === '/', includeSearch: false }}
        className="flex h-14 min-w-0 flex-col items-center justify-center gap-1 text-2xs text-muted data-[status=active]:font-medium data-[status=active]:text-accent"
      >
        <page.icon size={19} aria-hidden />
        <span className="max-w-full truncate px-1">{t(`nav.${page.name}`)}</span>
      </Link>
    );
  }
}
