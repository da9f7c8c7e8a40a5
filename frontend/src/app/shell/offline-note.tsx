import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useT } from '@/i18n/i18n';

function watch(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Without a connection what is on screen may be old, and nothing can be saved. */
export function OfflineNote() {
  const t = useT('shell');
  const online = useSyncExternalStore(watch, () => navigator.onLine);
  if (online) return null;
  return (
    <aside
      aria-label={t('offline')}
      className="fixed top-3 left-1/2 z-40 flex -translate-x-1/2 animate-appear items-center gap-2 rounded-full bg-ink px-4 py-2 text-sm text-bg shadow-layer"
    >
      <WifiOff size={15} aria-hidden />
      {t('offline')}
    </aside>
  );
}
