import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { foundDocumentsOptions } from '@/features/documents/queries';
import { useSpeak } from '@/features/identity/use-speak';
import { LANGUAGE_NAMES, LOCALES, useT } from '@/i18n/i18n';
import { setTheme, togglePrivacy } from '@/lib/preferences';
import { useDebounced } from '@/lib/use-debounced';
import { Kbd } from '@/ui/kbd';
import { openLayer } from './layers';
import { PAGES } from './pages';

interface Command {
  value: string;
  label: string;
  note?: string;
  keys?: string;
  run: () => void;
}
interface CommandGroup {
  value: string;
  items: Command[];
}

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
            <Autocomplete.Root
              open
              inline
              items={groups}
              value={typed}
              onValueChange={setTyped}
              itemToStringValue={(item: Command) => `${item.label} ${item.note ?? ''}`}
              autoHighlight="always"
              keepHighlight
            >
              <Autocomplete.Input
                aria-label={t('palette.title')}
                placeholder={t('palette.placeholder')}
                className="h-12 w-full border-b border-line bg-transparent px-4 text-lg outline-none placeholder:text-muted"
              />
              <Autocomplete.Empty>
                <div className="px-4 py-6 text-center text-muted">{t('palette.empty')}</div>
              </Autocomplete.Empty>
              <Autocomplete.List className="scroll-slim max-h-[min(24rem,50dvh)] overflow-y-auto p-1.5 data-empty:p-0">
                {(group: CommandGroup) => (
                  <Autocomplete.Group key={group.value} items={group.items}>
                    <Autocomplete.GroupLabel className="px-2.5 pt-2 pb-1 text-xs text-muted">
                      {group.value}
                    </Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(item: Command) => (
                        <Autocomplete.Item
                          key={item.value}
                          value={item}
                          onClick={() => {
                            onClose();
                            setTyped('');
                            item.run();
                          }}
                          className="flex h-9 cursor-default items-center gap-3 rounded-md px-2.5 outline-none data-highlighted:bg-accent-soft"
                        >
                          <span className="min-w-0 flex-1 truncate">
                            {item.label}
                            {item.note && <span className="ml-2 text-sm text-muted">{item.note}</span>}
                          </span>
                          {item.keys && <Kbd keys={item.keys} />}
                        </Autocomplete.Item>
                      )}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </Autocomplete.Root>
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
  const found = useQuery({ ...foundDocumentsOptions(search), enabled: search.length >= 2 }).data;
  return useMemo(() => {
    const pages = PAGES.map((page) => ({
      value: page.to,
      label: t(`nav.${page.name}`),
      keys: `g ${page.key}`,
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
    return [
      { value: t('palette.documents'), items: documents },
      { value: t('palette.pages'), items: pages },
      { value: t('palette.actions'), items: actions },
    ].filter((group) => group.items.length > 0);
  }, [t, navigate, speak, found, search]);
}
