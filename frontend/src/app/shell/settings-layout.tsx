import { Outlet, useRouterState } from '@tanstack/react-router';
import { useLayoutEffect } from 'react';
import { PRODUCT } from '@/brand';
import { useT } from '@/i18n/i18n';
import { SettingsNav } from './settings-nav';
import { SETTINGS_PAGES } from './settings-pages';

/** The settings: their navigation, and the page, which brings its own heading. */
export function SettingsLayout() {
  const t = useT('settings');
  const path = useRouterState({ select: (state) => state.location.pathname });

  const current = SETTINGS_PAGES.findLast((page) => path.startsWith(page.to));
  const title = current ? `${t(`pages.${current.name}`)} · ${PRODUCT}` : PRODUCT;
  useLayoutEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <div className="grid grid-cols-[11rem_minmax(0,1fr)] gap-x-10 max-lg:grid-cols-1">
      <SettingsNav />
      <div className="min-w-0">
        <Outlet />
      </div>
    </div>
  );
}
