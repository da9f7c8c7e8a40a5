import type { Day } from '@/lib/dates';
import { clearOnLeaving } from '@/lib/leftovers';
import type { Decimal } from '@/lib/money';
import { createStore, useStore } from '@/lib/store';
import { type AskedPart, asked, type DraftPart, type Line } from './draft';

/** Lines that somebody began to split, so that looking at another line loses nothing. */
const drafts = createStore<Readonly<Record<string, readonly DraftPart[]>>>({});
/** Of a draft that began with what a rule would book: the rule, and the parts as they were then. */
const begun = createStore<Readonly<Record<string, { rule: string; parts: readonly DraftPart[] }>>>({});
/** How a line is booked where that is not as its own day says. */
export interface Terms {
  on: Day | null;
  rate: Decimal | null;
  /** A difference far from the rate of the day is meant. */
  differs: boolean;
}
const terms = createStore<Readonly<Record<string, Terms>>>({});
const USUAL: Terms = { on: null, rate: null, differs: false };
clearOnLeaving(() => {
  drafts.set({});
  begun.set({});
  terms.set({});
});

export const useDraft = (lineId: string | undefined) => useStore(drafts)[lineId ?? ''];

/** As it is this moment, also what was typed just now. */
export const draftOf = (lineId: string) => drafts.get()[lineId];

export function beginDraft(lineId: string, parts: readonly DraftPart[], rule?: string | null): void {
  begun.set(({ [lineId]: _, ...others }) => (rule ? { ...others, [lineId]: { rule, parts } } : others));
  keepDraft(lineId, parts);
}

/** The rule whose shares these parts still are. */
export function ruleOf(lineId: string, parts: readonly AskedPart[], line: Line): string | null {
  const start = begun.get()[lineId];
  return start && JSON.stringify(asked(start.parts, line)) === JSON.stringify(parts) ? start.rule : null;
}

export function keepDraft(lineId: string, parts: readonly DraftPart[]): void {
  drafts.set((all) => ({ ...all, [lineId]: parts }));
}

export function dropDraft(lineId: string): void {
  drafts.set(({ [lineId]: _, ...others }) => others);
  begun.set(({ [lineId]: _, ...others }) => others);
}

export const useTerms = (lineId: string): Terms => useStore(terms)[lineId] ?? USUAL;

export const termsOf = (lineId: string): Terms => terms.get()[lineId] ?? USUAL;

export function keepTerms(lineId: string, change: Partial<Terms>): void {
  terms.set((all) => ({ ...all, [lineId]: { ...USUAL, ...all[lineId], ...change } }));
}

export function dropTerms(lineId: string): void {
  terms.set(({ [lineId]: _, ...others }) => others);
}
