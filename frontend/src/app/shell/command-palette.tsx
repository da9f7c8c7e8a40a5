import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useMay, useShutOut } from '@/api/me';
import { foundDocumentsOptions } from '@/features/documents/queries';
import { useSpeak } from '@/features/identity/use-speak';
import { LANGUAGE_NAMES, LOCALES, useT } from '@/i18n/i18n';
import { setTheme, togglePrivacy } from '@/lib/preferences';
import { useDebounced } from '@/lib/use-debounced';
import { matchesChoice } from '@/ui/choice';
import { type Command, type CommandGroup, CommandList } from '@/ui/command-list';
import { openLayer } from './layers';
import { usePages } from './pages';
import { SETTINGS_PAGES } from './settings-pages';

/** Ctrl+K: every page, every action, and documents by supplier, number or file name. */
export default function CommandPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const groups = useCommands(typed);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(now) => {
        if (!now) onClose();
        setTyped('');
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center px-2 pt-[14dvh]">
          <Dialog.Popup
            aria-label={t('palette.title')}
            className="w-full max-w-xl animate-appear overflow-hidden rounded-xl border border-line bg-surface text-ink shadow-layer"
          >
            <CommandList
              label={t('palette.title')}
              placeholder={t('palette.placeholder')}
              empty={t('palette.empty')}
              typed={typed}
              groups={groups}
              onType={setTyped}
              onRun={(command) => {
                onClose();
                setTyped('');
                command.run();
              }}
            />
            <Dialog.Close className="sr-only">{t('common.close')}</Dialog.Close>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useCommands(typed: string): CommandGroup[] {
  const t = useT();
  const navigate = useNavigate();
  const speak = useSpeak();
  const search = useDebounced(typed.trim(), 150);
  const may = useMay();
  const open = usePages();
  const shutOut = useShutOut();
  const found = useQuery({ ...foundDocumentsOptions(search), enabled: search.length >= 2 }).data;
  return useMemo(() => {
    const pages: Command[] = open.map((page) => ({
      value: page.to,
      label: t(`nav.${page.name}`),
      keys: `g ${page.key}`,
      run: () => void navigate({ to: page.to }),
    }));
    const settings: Command[] = SETTINGS_PAGES.filter(
      (page) => !open.some((other) => other.to === page.to) && (!page.permission || (!shutOut && may(page.permission))),
    ).map((page) => ({
      value: page.to,
      label: t(`settings.pages.${page.name}`),
      note: t('nav.settings'),
      run: () => void navigate({ to: page.to }),
    }));
    const actions: Command[] = [
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
    ];
    const documents = (search.length >= 2 ? (found ?? []) : []).map((row) => ({
      value: row.id,
      label: row.supplier_name ?? row.filename,
      note: [row.invoice_number, row.filename].filter(Boolean).join(' · '),
      run: () => void navigate({ to: '/documents/$documentId', params: { documentId: row.id } }),
    }));
    // What the server found stays; pages and actions answer to every word typed.
    const answering = (commands: Command[]) =>
      commands.filter((one) => matchesChoice({ value: one.value, label: `${one.label} ${one.note ?? ''}` }, typed));
    return [
      { title: t('palette.documents'), items: documents },
      { title: t('palette.pages'), items: answering([...pages, ...settings]) },
      { title: t('palette.actions'), items: answering(actions) },
    ].filter((group) => group.items.length > 0);
  }, [t, navigate, speak, may, open, shutOut, found, search, typed]);
}
