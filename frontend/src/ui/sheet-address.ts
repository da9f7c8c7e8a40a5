import { useRouter } from '@tanstack/react-router';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** A sheet of this address was opened from its list, which is one step back. */
    opened?: true;
  }
}

/** Goes with a link or a navigation that opens a sheet. */
export const OPENED = { opened: true } as const;

/** Closes a sheet that has an address: a step back to its list, so that Back never meets it again; else `otherwise`. */
export function useCloseSheet(otherwise: () => void): () => void {
  const router = useRouter();
  return () => (router.history.location.state.opened ? router.history.back() : otherwise());
}
