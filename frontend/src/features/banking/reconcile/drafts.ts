import { clearOnLeaving } from '@/lib/leftovers';
import { createStore, useStore } from '@/lib/store';
import type { DraftPart } from './draft';

/** Lines that somebody began to split, so that looking at another line loses nothing. */
const drafts = createStore<Readonly<Record<string, readonly DraftPart[]>>>({});
clearOnLeaving(() => drafts.set({}));

export const useDraft = (lineId: string | undefined) => useStore(drafts)[lineId ?? ''];

export function keepDraft(lineId: string, parts: readonly DraftPart[]): void {
  drafts.set((all) => ({ ...all, [lineId]: parts }));
}

export function dropDraft(lineId: string): void {
  drafts.set(({ [lineId]: _, ...others }) => others);
}
