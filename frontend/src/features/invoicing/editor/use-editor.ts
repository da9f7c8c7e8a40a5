import { useEffect, useRef, useState } from 'react';
import { createStore, type Store, useStore } from '@/lib/store';
import type { Draft, Line } from './draft';
import { forget, type Kept, keep, kept } from './kept-draft';
import { changeLine } from './lines';

export interface Editor {
  store: Store<Draft>;
  draft: Draft;
  /** When what is on the screen was typed, if it was found again after a reload. */
  restored: Kept | null;
  dirty: boolean;
  put: (change: Partial<Draft>) => void;
  putLine: (key: string, change: Partial<Line>) => void;
  /** Replaces everything: how the lines change. */
  set: (draft: Draft) => void;
  /** Back to how it was before anything was typed. */
  discard: () => void;
  /** The version it was begun on: what is saved is a change of that one, whatever was read since. */
  begunOn: number | null;
  /** Something else of it was changed here: where nobody came between, that is the version to go on from. */
  moved: (before: number, after: number) => void;
  /** It is on the server, as this version: nothing has to be kept here. */
  saved: (version: number) => void;
}

const PAUSE = 250;

/**
 * What is being written. It lives outside React, so that saving always sees the last key stroke, and is kept in this
 * window under `name` until it has been saved.
 */
export function useEditor(name: string, initial: Draft, version: number | null): Editor {
  const [{ store, found, start }] = useState(() => {
    const found = kept(name);
    return {
      store: createStore(found?.draft ?? initial),
      found,
      start: { of: initial },
    };
  });
  const [restored, setRestored] = useState(found);
  const draft = useStore(store);
  const [clean, setClean] = useState(found ? null : initial);
  const dirty = draft !== clean;

  /** What was found again was begun on the version of then, whatever somebody else saved since. */
  const [begunOn, setBegunOn] = useState(found ? found.version : version);

  const unsaved = useRef(dirty);
  unsaved.current = dirty;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the draft begins the pause anew
  useEffect(() => {
    const save = () =>
      unsaved.current && keep(name, { draft: store.get(), at: new Date().toISOString(), version: begunOn });
    const timer = setTimeout(save, PAUSE);
    window.addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', save);
    };
  }, [draft, name, store, begunOn]);
  useEffect(
    () => () => {
      // Whoever goes to another page comes back to this.
      if (unsaved.current) keep(name, { draft: store.get(), at: new Date().toISOString(), version: begunOn });
    },
    [name, store, begunOn],
  );

  return {
    store,
    draft,
    restored,
    dirty,
    put: (change) => store.set((now) => ({ ...now, ...change })),
    putLine: (key, change) => store.set((now) => changeLine(now, key, change)),
    set: (next) => store.set(next),
    discard: () => {
      unsaved.current = false;
      forget(name);
      setRestored(null);
      setBegunOn(version);
      store.set(start.of);
      setClean(start.of);
    },
    begunOn,
    moved: (before, after) => setBegunOn((now) => (now === before ? after : now)),
    saved: (now) => {
      setBegunOn(now);
      unsaved.current = false;
      forget(name);
      setRestored(null);
      setClean(store.get());
    },
  };
}
