import { createStore, useStore } from '@/lib/store';

/** What can be opened on top of any page; fetched when it is first used. */
export type Layer = 'palette' | 'keys';

const layer = createStore<Layer | null>(null);

export const openLayer = (one: Layer) => layer.set(one);
export const closeLayer = () => layer.set(null);
export const useLayer = () => useStore(layer);
