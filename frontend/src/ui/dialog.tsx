import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useT } from '@/i18n/i18n';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  text?: ReactNode;
  children: ReactNode;
  wide?: boolean;
  /** Where the focus goes afterwards, when what it was on has been away meanwhile. */
  returnTo?: () => HTMLElement | null;
}

/** Modal layer: focus inside, Escape closes, focus returns. */
export function Dialog({ open, onOpenChange, title, text, children, wide = false, returnTo }: DialogProps) {
  const t = useT('common');
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/35 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          ref={popup}
          // What is asked for comes first: a question is answered without a detour over the close button.
          initialFocus={() => popup.current?.querySelector<HTMLElement>('textarea, input') ?? true}
          finalFocus={() => returnTo?.() ?? true}
          className={`fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-1/2 flex-col rounded-xl border border-line bg-surface text-ink shadow-layer transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 ${wide ? 'max-w-2xl' : 'max-w-md'}`}
        >
          <header className="flex items-start gap-3 px-5 pt-5 pb-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {text && <Base.Description className="mt-1 text-muted">{text}</Base.Description>}
            </div>
            <Base.Close
              aria-label={t('close')}
              className="-mt-1 -mr-1 grid size-8 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </header>
          <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
