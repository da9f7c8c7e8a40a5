import { createStore, useStore } from './store';

export interface Toast {
  id: number;
  tone: 'done' | 'problem' | 'note';
  title: string;
  detail?: string | undefined;
  action?: { label: string; run: () => void } | undefined;
  /** What it is about: the next one about the same takes its place, and `dismissTopic` takes it away. */
  topic?: string | undefined;
  /** The part of the site it belongs to ("/documents"): it leaves with the person. */
  within?: string | undefined;
}

const SHOWN_AT_ONCE = 3;
const toasts = createStore<readonly Toast[]>([]);
let last = 0;

/** Says something in the corner; problems and toasts with an action stay longer. Returns its id. */
export function toast(said: Omit<Toast, 'id'>): number {
  last += 1;
  const id = last;
  const replaced = (other: Toast) => other.title === said.title || (said.topic && other.topic === said.topic);
  toasts.set((shown) => [...shown.filter((other) => !replaced(other)), { ...said, id }].slice(-SHOWN_AT_ONCE));
  return id;
}

function keep(which: (toast: Toast) => boolean): void {
  toasts.set((shown) => (shown.every(which) ? shown : shown.filter(which)));
}

export function dismissToast(id: number): void {
  keep((other) => other.id !== id);
}

/** What was said about this is not true any more. */
export function dismissTopic(topic: string): void {
  keep((other) => other.topic !== topic);
}

/** The person is at `path` now: what belongs elsewhere is over. */
export function leaveToasts(path: string): void {
  keep((other) => !other.within || path.startsWith(other.within));
}

export const shownToasts = toasts.get;
export const useToasts = () => useStore(toasts);
