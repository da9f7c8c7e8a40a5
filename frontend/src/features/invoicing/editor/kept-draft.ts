import type { Draft } from './draft';

/** Work that was not saved yet, kept in this window: a reload does not lose it, the next person does not find it. */
export interface Kept {
  draft: Draft;
  at: string;
  /** The version it was begun on; null for what is new. */
  version: number | null;
}

const PREFIX = 'unsaved-invoice:';

export function keep(name: string, kept: Kept): void {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(kept));
  } catch {
    // storage may be forbidden or full; what is typed is still on the screen
  }
}

export function forget(name: string): void {
  try {
    sessionStorage.removeItem(PREFIX + name);
  } catch {
    // nothing was kept
  }
}

export function kept(name: string): Kept | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(PREFIX + name) ?? 'null') as Kept | null;
    return found && Array.isArray(found.draft?.lines) ? found : null;
  } catch {
    return null;
  }
}
