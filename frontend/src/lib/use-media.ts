import { useCallback, useSyncExternalStore } from 'react';

/** Whether this media query holds, followed as the window changes. */
function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Narrower than a tablet: the same bound as the `max-md:` of the style sheet. */
export const useOnPhone = (): boolean => useMedia('(width < 48rem)');
