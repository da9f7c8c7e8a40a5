import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { dismissToast, type Toast, useToasts } from '@/lib/toasts';

const LOOK = {
  done: { icon: CircleCheck, colour: 'text-pos' },
  problem: { icon: TriangleAlert, colour: 'text-neg' },
  note: { icon: Info, colour: 'text-muted' },
};
const STAYS = 5000;
const STAYS_LONGER = 10_000;

/**
 * Announced politely, never takes the focus, waits while the pointer or the focus is on it. Stands where its corner is:
 * the shell chooses one that covers no figures.
 */
export function Toaster() {
  const t = useT('common');
  const toasts = useToasts();
  return (
    <section aria-label={t('messages')} aria-live="polite" className="flex flex-col gap-2">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const t = useT('common');
  const [held, setHeld] = useState(false);
  const { icon: Icon, colour } = LOOK[toast.tone];
  const stays = toast.action || toast.tone === 'problem' ? STAYS_LONGER : STAYS;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), stays);
    return () => clearTimeout(timer);
  }, [held, stays, toast.id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the handlers only pause the clock
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex animate-appear items-start gap-3 rounded-lg border border-line bg-surface p-3 shadow-layer"
    >
      <Icon size={18} aria-hidden className={`mt-0.5 shrink-0 ${colour}`} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{toast.title}</p>
        {toast.detail && <p className="text-sm break-words text-muted">{toast.detail}</p>}
      </div>
      {toast.action && (
        <button
          type="button"
          onClick={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
          className="-my-1 h-8 rounded-md px-2 font-medium text-accent hover:bg-accent-soft"
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={t('close')}
        onClick={() => dismissToast(toast.id)}
        className="-m-1 grid size-8 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
      >
        <X size={15} aria-hidden />
      </button>
    </div>
  );
}
