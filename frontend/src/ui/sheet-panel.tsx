import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useT } from '@/i18n/i18n';
import { isTyping } from '@/lib/hotkeys';
import { singleKeysAreOn } from '@/lib/preferences';

export interface SheetProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  note?: ReactNode;
  /** Buttons beside the close button: the one before, the one after. */
  aside?: ReactNode;
  children: ReactNode;
  /** Where the focus goes on closing, if not to where it came from: the row of what was looked at last. */
  returnTo?: () => HTMLElement | null;
  /** What single letters do while nobody types: from one to the next without leaving the panel. */
  keys?: Readonly<Record<string, () => void>>;
}

/** One thing of a list in detail, beside the list; on a phone over it. Escape closes, the focus returns to the list. */
export default function SheetPanel({ open, onClose, title, note, aside, children, returnTo, keys = {} }: SheetProps) {
  const t = useT('common');
  const popup = useRef<HTMLDivElement>(null);

  function press(event: KeyboardEvent) {
    const run = keys[event.key];
    if (run && !event.ctrlKey && !event.metaKey && !event.altKey && singleKeysAreOn() && !isTyping(event.target)) run();
  }

  return (
    <Base.Root open={open} onOpenChange={(now) => !now && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/25 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          ref={popup}
          initialFocus={popup}
          finalFocus={() => returnTo?.() ?? true}
          onKeyDown={press}
          className="fixed inset-y-0 right-0 z-50 flex w-full max-w-xl flex-col border-l border-line bg-surface text-ink shadow-layer outline-none transition-[opacity,translate] duration-150 data-ending-style:translate-x-4 data-ending-style:opacity-0 data-starting-style:translate-x-4 data-starting-style:opacity-0"
        >
          <header className="flex items-start gap-3 border-b border-line px-5 py-4">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {note && <Base.Description render={<div />}>{note}</Base.Description>}
            </div>
            <span className="-mt-1 -mr-1 flex">
              {aside}
              <Base.Close
                aria-label={t('close')}
                className="grid size-8 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
              >
                <X size={16} aria-hidden />
              </Base.Close>
            </span>
          </header>
          <div className="scroll-slim min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
