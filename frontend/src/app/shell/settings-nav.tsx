import { Link, useRouterState } from '@tanstack/react-router';
import { Fragment, useEffect, useRef } from 'react';
import { useMay, useShutOut } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { SETTINGS_PAGES } from './settings-pages';

const GROUPS = ['you', 'business'] as const;

/** From one page of the settings to the others: beside the page, on a phone a row above it. */
export function SettingsNav() {
  const t = useT('settings');
  const may = useMay();
  const shutOut = useShutOut();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const row = useRef<HTMLElement>(null);
  const pages = SETTINGS_PAGES.filter((page) => !page.permission || (!shutOut && may(page.permission)));

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is the event
  useEffect(() => {
    row.current?.querySelector('[aria-current=page]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [path]);

  return (
    <nav
      ref={row}
      aria-label={t('title')}
      className="no-scrollbar flex flex-col gap-0.5 self-start max-lg:-mx-4 max-lg:mb-5 max-lg:flex-row max-lg:gap-1 max-lg:overflow-x-auto max-lg:border-b max-lg:border-line max-lg:px-4 lg:sticky lg:top-0"
    >
      {GROUPS.filter((group) => pages.some((page) => page.group === group)).map((group) => (
        <Fragment key={group}>
          <p className="px-2 pt-1 pb-1.5 text-xs text-muted not-first:mt-4 max-lg:hidden">{t(`groups.${group}`)}</p>
          {pages
            .filter((page) => page.group === group)
            .map((page) => (
              <Link
                key={page.to}
                to={page.to}
                activeOptions={{ exact: page.to === '/settings', includeSearch: false }}
                className={`flex items-center gap-2.5 text-sm whitespace-nowrap text-muted hover:text-ink max-lg:-mb-px max-lg:h-10 max-lg:border-b-2 max-lg:border-transparent max-lg:px-2 max-lg:font-medium max-lg:data-[status=active]:border-accent max-lg:data-[status=active]:text-ink lg:h-8 lg:rounded-md lg:px-2 lg:hover:bg-sunken lg:data-[status=active]:bg-sunken lg:data-[status=active]:font-medium lg:data-[status=active]:text-ink ${page.onPhones ? 'md:hidden' : ''}`}
              >
                <page.icon size={15} aria-hidden className="max-lg:hidden" />
                {t(`pages.${page.name}`)}
              </Link>
            ))}
        </Fragment>
      ))}
    </nav>
  );
}
