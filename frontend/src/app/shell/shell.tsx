import { Outlet, useNavigate, useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMe } from '@/api/me';
import { whenSessionIsLost, whenTenantChanges } from '@/api/session';
import { PRODUCT } from '@/brand';
import { UploadLayer } from '@/features/documents/upload-layer';
import { dropUploads } from '@/features/documents/upload-queue';
import { UploadTray } from '@/features/documents/upload-tray';
import { useT } from '@/i18n/i18n';
import { listenForHotkeys, useHotkeys } from '@/lib/hotkeys';
import { togglePrivacy } from '@/lib/preferences';
import { toast } from '@/lib/toasts';
import { Toaster } from '@/ui/toaster';
import { LayerHost } from './layer-host';
import { openLayer } from './layers';
import { MobileBar } from './mobile-bar';
import { OfflineNote } from './offline-note';
import { PAGES } from './pages';
import { Sidebar } from './sidebar';

/** What is around every page: navigation, dropping documents anywhere, shortcuts, messages. */
export function Shell() {
  const t = useT();
  const navigate = useNavigate();
  const router = useRouter();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const tenant = useMe()?.tenant;
  const reviewing = /^\/documents\/./.test(path);
  usePageTitle(path);
  useEffect(listenForHotkeys, []);

  useEffect(() => {
    whenSessionIsLost(() => {
      dropUploads();
      toast({ tone: 'note', title: t('shell.sessionLost') });
      void navigate({ to: '/sign-in', search: { return_to: router.state.location.href } });
    });
    whenTenantChanges(() => location.assign('/'));
    return () => {
      whenSessionIsLost(() => {});
      whenTenantChanges(() => {});
    };
  }, [navigate, router, t]);

  const group = t('keys.everywhere');
  useHotkeys([
    { keys: 'mod+k', label: t('keys.palette'), group, run: () => openLayer('palette'), whileTyping: true },
    { keys: '?', label: t('keys.sheet'), group, run: () => openLayer('keys') },
    { keys: 'p', label: t('keys.privacy'), group, run: togglePrivacy },
    ...PAGES.map((page) => ({
      keys: `g ${page.key}`,
      label: t(`nav.${page.name}`),
      group: t('keys.goTo'),
      run: () => void navigate({ to: page.to }),
    })),
  ]);

  return (
    <div className="grid h-dvh grid-cols-[15rem_minmax(0,1fr)] grid-rows-[minmax(0,1fr)] max-md:grid-cols-1 max-md:grid-rows-[auto_minmax(0,1fr)_auto]">
      <a
        href="#main"
        className="sr-only z-60 rounded-md bg-surface px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t('shell.skip')}
      </a>
      <Sidebar />
      <MobileBar reviewing={reviewing}>
        {/* Another company is another main: nothing of the first stays in it. */}
        <main
          key={tenant?.id}
          id="main"
          tabIndex={-1}
          className={`scroll-slim min-h-0 min-w-0 overflow-y-auto outline-none ${reviewing ? '' : 'p-6 max-md:p-4'}`}
        >
          <div className={reviewing ? 'h-full' : 'mx-auto max-w-6xl'}>
            <Outlet />
          </div>
        </main>
      </MobileBar>
      {path !== '/documents' && <UploadTray />}
      <UploadLayer onFiles={() => path === '/' && void navigate({ to: '/documents' })} />
      <OfflineNote />
      <LayerHost />
      <Toaster />
    </div>
  );
}

function usePageTitle(path: string) {
  const t = useT('nav');
  const page = PAGES.find((one) => (one.to === '/' ? path === '/' : path.startsWith(one.to)));
  const title = page ? `${t(page.name)} · ${PRODUCT}` : PRODUCT;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
