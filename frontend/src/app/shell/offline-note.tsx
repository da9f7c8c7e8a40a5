import { useMutationState } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import { useT } from '@/i18n/i18n';
import { useOnline } from '@/lib/online';

/** Without a connection what is on screen may be old, and what is saved waits. */
export function OfflineNote() {
  const t = useT('shell');
  const online = useOnline();
  const waiting = useMutationState({ filters: { predicate: ({ state }) => state.isPaused } }).length > 0;
  if (online) return null;
  const said = t(waiting ? 'offlineWaits' : 'offline');
  return (
    <aside
      aria-label={t('offline')}
      className="fixed top-3 left-1/2 z-40 flex -translate-x-1/2 animate-appear items-center gap-2 rounded-full bg-ink px-4 py-2 text-sm text-bg shadow-layer"
    >
      <WifiOff size={15} aria-hidden />
      <span role="status">{said}</span>
    </aside>
  );
}
