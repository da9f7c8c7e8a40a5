import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useMay, useShutOut } from '@/api/me';
import { useSpeak } from '@/features/identity/use-speak';
import { LANGUAGE_NAMES, LOCALES, useT } from '@/i18n/i18n';
import { setTheme, togglePrivacy } from '@/lib/preferences';
import { matchesChoice } from '@/ui/choice';
import type { Command, CommandGroup } from '@/ui/command-list';
import { ALSO_CALLED } from './also-called';
import { useFound } from './found';
import { openLayer } from './layers';
import { usePages } from './pages';
import { PARTS } from './parts';
import { SETTINGS_PAGES } from './settings-pages';

/** What the palette offers for what is typed. */
export function useCommands(typed: string): CommandGroup[] {
  const t = useT();
  const found = useFound(typed);
  const pages = usePageCommands();
  const actions = useActionCommands();
  return useMemo(() => {
    // What the server found stays; pages and actions answer to every word typed, first those that are called so.
    const answering = (commands: Command[]) => {
      const fits = (one: Command, text: string) => matchesChoice({ value: one.value, label: text }, typed);
      const named = (one: Command) => `${one.label} ${one.note ?? ''}`;
      const called = commands.filter((one) => fits(one, named(one)));
      const also = commands.filter((one) => fits(one, `${named(one)} ${ALSO_CALLED[one.value] ?? ''}`));
      return [...new Set([...called, ...also])];
    };
    return [
      ...found,
      { title: t('palette.pages'), items: answering(pages) },
      { title: t('palette.actions'), items: answering(actions) },
    ].filter((group) => group.items.length > 0);
  }, [t, found, pages, actions, typed]);
}

/** Pages, what is within them, and the settings: those that the person's role opens. */
function usePageCommands(): Command[] {
  const t = useT();
  const navigate = useNavigate();
  const may = useMay();
  const open = usePages();
  const shutOut = useShutOut();
  return useMemo(() => {
    const allowed = (one: { permission?: string }) => !one.permission || (!shutOut && may(one.permission));
    return [
      ...open.map((page) => ({
        value: page.to,
        label: t(`nav.${page.name}`),
        keys: `g ${page.key}`,
        run: () => void navigate({ to: page.to }),
      })),
      ...PARTS.filter(allowed).map((part) => ({
        value: part.to,
        label: t(`parts.${part.name}`),
        note: t(`nav.${part.of}`),
        run: () => void navigate({ to: part.to }),
      })),
      ...SETTINGS_PAGES.filter((page) => allowed(page) && !open.some((other) => other.to === page.to)).map((page) => ({
        value: page.to,
        label: t(`settings.pages.${page.name}`),
        note: t('nav.settings'),
        run: () => void navigate({ to: page.to }),
      })),
    ];
  }, [t, navigate, may, open, shutOut]);
}

function useActionCommands(): Command[] {
  const t = useT();
  const navigate = useNavigate();
  const speak = useSpeak();
  return useMemo(
    () => [
      {
        value: 'review',
        label: t('palette.review'),
        run: () => void navigate({ to: '/documents', search: { status: 'to_review' } }),
      },
      { value: 'privacy', label: t('shell.privacy'), keys: 'p', run: togglePrivacy },
      { value: 'keys', label: t('shell.keys'), keys: '?', run: () => openLayer('keys') },
      ...(['light', 'dark', 'system'] as const).map((theme) => ({
        value: theme,
        label: `${t('shell.theme')}: ${t(`settings.themes.${theme}`)}`,
        run: () => setTheme(theme),
      })),
      ...LOCALES.map((locale) => ({
        value: locale,
        label: `${t('shell.language')}: ${LANGUAGE_NAMES[locale]}`,
        note: locale,
        run: () => speak(locale),
      })),
    ],
    [t, navigate, speak],
  );
}
