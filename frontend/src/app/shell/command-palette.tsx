import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import { useT } from '@/i18n/i18n';
import { CommandList } from '@/ui/command-list';
import { useCommands } from './commands';

/** Ctrl+K: every page and report, every action; and what the company has, by name, number or amount. */
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
