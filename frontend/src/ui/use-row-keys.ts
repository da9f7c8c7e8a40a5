import { type RefObject, useRef, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';

interface RowKeys<Place extends HTMLElement> {
  list: RefObject<Place | null>;
  /** The row that has the focus, or had it last; -1 before any did. */
  at: number;
  /** To be told when a row gets the focus by other means. */
  setAt: (index: number) => void;
}

/** J and K move the focus through the rows below `list`: whatever is marked `data-row` in it, in the order it stands. */
export function useRowKeys<Place extends HTMLElement = HTMLDivElement>(count: number): RowKeys<Place> {
  const keys = useT('keys');
  const list = useRef<Place>(null);
  const [at, setAt] = useState(-1);

  function move(to: number) {
    const next = Math.min(count - 1, Math.max(0, to));
    setAt(next);
    list.current?.querySelectorAll<HTMLElement>('[data-row]')[next]?.focus();
  }
  useHotkeys([
    { keys: 'j', label: keys('nextRow'), group: keys('lists'), run: () => move(at + 1) },
    { keys: 'k', label: keys('previousRow'), group: keys('lists'), run: () => move(at - 1) },
  ]);
  return { list, at, setAt };
}
