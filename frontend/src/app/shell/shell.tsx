import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useRef } from 'react';
import { useMe } from '@/api/me';
import { useSecondFactorWanted } from '@/api/session';
import { PRODUCT } from '@/brand';
import { UploadLayer } from '@/features/documents/upload-layer';
import { UploadTray } from '@/features/documents/upload-tray';
import { useT } from '@/i18n/i18n';
import { listenForHotkeys, useHotkeys } from '@/lib/hotkeys';
import { togglePrivacy } from '@/lib/preferences';
import { leaveToasts } from '@/lib/toasts';
import { refuseUnreadableForms } from '@/lib/unreadable';
import { Toaster } from '@/ui/toaster';
import { LayerHost } from './layer-host';
import { openLayer } from './layers';
import { LeaveGuard } from './leave-guard';
import { MobileBar } from './mobile-bar';
import { OfflineNote } from './offline-note';
import { PAGES, usePages } from './pages';
import { SessionGuard } from './session-guard';
import { Sidebar } from './sidebar';

const ClosedNote = lazy(() => import('./closed-note'));
const EmailNote = lazy(() => import('@/features/identity/email-note'));

/** What is around every page: navigation, dropping documents anywhere, shortcuts, messages. */
export function Shell() {
  const t = useT();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const tenant = useMe()?.tenant;
  const pages = usePages();
  const reviewing = /^\/documents\/./.test(path);
  usePageTitle(path);
  useFocusKept();
  useEffect(listenForHotkeys, []);
  useEffect(refuseUnreadableForms, []);
  useEffect(() => leaveToasts(path), [path]);

  // Where the company's demand was met by a refusal, the way to satisfy it comes up.
  const secondFactorWanted = useSecondFactorWanted();
  useEffect(() => {
    if (secondFactorWanted) void navigate({ to: '/settings/security' });
  }, [secondFactorWanted, navigate]);

  const group = t('keys.everywhere');
  useHotkeys([
    { keys: 'mod+k', label: t('keys.palette'), group, run: () => openLayer('palette'), whileTyping: true },
    { keys: '?', label: t('keys.sheet'), group, run: () => openLayer('keys') },
    { keys: 'p', label: t('keys.privacy'), group, run: togglePrivacy },
    ...pages.map((page) => ({
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
            {!reviewing && <Notes />}
            <Outlet />
          </div>
        </main>
      </MobileBar>
      <UploadLayer onFiles={() => path === '/' && void navigate({ to: '/documents' })} />
      <OfflineNote />
      <LayerHost />
      <LeaveGuard />
      <SessionGuard />
      <Corner reviewing={reviewing}>
        {path !== '/documents' && <UploadTray />}
        <Toaster />
      </Corner>
    </div>
  );
}

/** What few people see, and those not for long: fetched for them alone, in a place kept free. */
function Notes() {
  const me = useMe();
  const since = me?.tenant.closed_at;
  if (!me || (me.email_verified && !since)) return null;
  return (
    <Suspense fallback={<div className="mb-4 h-12.5" />}>
      {since && <ClosedNote since={since} />}
      {!me.email_verified && <EmailNote />}
    </Suspense>
  );
}

/**
 * Where messages stand: beside the navigation, away from figures. On a review that is over the page image, never over
 * the fields and the booking; on a phone below the header.
 */
function Corner({ reviewing, children }: { reviewing: boolean; children: ReactNode }) {
  return (
    <div
      className={`pointer-events-none fixed left-64 z-60 flex w-[22rem] flex-col gap-2 max-md:inset-x-3 max-md:bottom-auto max-md:w-auto ${reviewing ? 'bottom-16 max-md:top-28' : 'bottom-4 max-md:top-16'}`}
    >
      {children}
    </div>
  );
}

/** Where what had the focus went with its page, the keyboard goes on in the new one and not at the top of the window. */
function useFocusKept() {
  const arrived = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(arrived);
  useEffect(() => {
    const moved = before.current !== undefined && before.current !== arrived;
    before.current = arrived;
    if (moved && document.activeElement === document.body)
      document.getElementById('main')?.focus({ preventScroll: true });
  }, [arrived]);
}

/** Names the window after the section until the page, which is laid out before effects run, names it itself. */
function usePageTitle(path: string) {
  const t = useT('nav');
  const page = PAGES.find((one) => (one.to === '/' ? path === '/' : path.startsWith(one.to)));
  const title = page?.name === 'settings' ? null : page ? `${t(page.name)} · ${PRODUCT}` : PRODUCT;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page of the section is an event too
  useLayoutEffect(() => {
    if (title) document.title = title;
  }, [title, path]);
}
