import { useEffect } from 'react';
import { createStore } from './store';

/** How many things on the screen would be lost by going to another page. */
export const unsaved = createStore(0);

/** While there is something that closing the window would lose, the browser asks first. */
export function useCloseWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [active]);
}

/**
 * While there is something that leaving the page in any way would lose, it is asked first. Who goes on after saving, or
 * cancels, navigates with `ignoreBlocker`.
 */
export function useLeaveWarning(active: boolean): void {
  useCloseWarning(active);
  useEffect(() => {
    if (!active) return;
    unsaved.set((now) => now + 1);
    return () => unsaved.set((now) => now - 1);
  }, [active]);
}
