import { useRef, useState } from 'react';

export interface Selection {
  ids: readonly string[];
  has: (id: string) => boolean;
  /** Ticks or unticks one; `through` takes along everything between it and the one before. */
  toggle: (id: string, through?: boolean) => void;
  setAll: (on: boolean) => void;
  all: boolean;
  clear: () => void;
}

/** Which rows are ticked. What is not on the list any more is not ticked either. */
export function useSelection(listed: readonly string[]): Selection {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const ids = listed.filter((id) => ticked.has(id));

  function toggle(id: string, through = false) {
    const from = last.current === null ? -1 : listed.indexOf(last.current);
    const to = listed.indexOf(id);
    const range = through && from >= 0 ? listed.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    const on = !ticked.has(id);
    const next = new Set(ids);
    for (const one of range) on ? next.add(one) : next.delete(one);
    last.current = id;
    setTicked(next);
  }

  return {
    ids,
    has: (id) => ticked.has(id),
    toggle,
    setAll: (on) => setTicked(new Set(on ? listed : [])),
    all: ids.length > 0 && ids.length === listed.length,
    clear: () => setTicked(new Set()),
  };
}
