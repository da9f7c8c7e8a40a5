import { useSyncExternalStore } from 'react';

function watch(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

export const useOnline = (): boolean => useSyncExternalStore(watch, () => navigator.onLine);

const UNFETCHED = 'A page could not be fetched without a connection';

/**
 * A page whose code cannot be fetched is asked of the server anew by loading the whole application, which helps after a
 * new version. Without a connection that would put the browser's error page in its place: then it fails in our own.
 */
export function stayWhileOffline(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (!navigator.onLine) event.payload.message = UNFETCHED;
  });
}

export const isUnfetched = (error: unknown): boolean => error instanceof Error && error.message === UNFETCHED;
