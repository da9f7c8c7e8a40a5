import { createStore, useStore } from './store';

export interface Toast {
  id: number;
  tone: 'done' | 'problem' | 'note';
  title: string;
  detail?: string | undefined;
  action?: { label: string; run: () => void } | undefined;
}

const SHOWN_AT_ONCE = 3;
const toasts = createStore<readonly Toast[]>([]);
let last = 0;

/** Says something in the corner; problems and toasts with an action stay longer. Returns its id. */
export function toast(said: Omit<Toast, 'id'>): number {
  last += 1;
  const id = last;
  toasts.set((shown) =>
    [...shown.filter((other) => other.title !== said.title), { ...said, id }].slice(-SHOWN_AT_ONCE),
  );
  return id;
}

export function dismissToast(id: number): void {
  toasts.set((shown) => shown.filter((other) => other.id !== id));
}

export const useToasts = () => useStore(toasts);
