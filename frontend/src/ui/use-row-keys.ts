import { type RefObject, useRef, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { useHotkeys } from '@/lib/hotkeys';

interface RowKeys {
  list: RefObject<HTMLUListElement | null>;
  /** To be told when a row gets the focus by other means. */
  setAt: (index: number) => void;
}

/** J and K move the focus through the rows of a list; `inRow` is what has the focus in each. */
export function useRowKeys(count: number, inRow: 'a' | 'button'): RowKeys {
  const keys = useT('keys');
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(-1);

  function move(to: number) {
    const next = Math.min(count - 1, Math.max(0, to));
    setAt(next);
    list.current?.querySelectorAll<HTMLElement>(`:scope > li > ${inRow}`)[next]?.focus();
  }
  useHotkeys([
    { keys: 'j', label: keys('nextRow'), group: keys('lists'), run: () => move(at + 1) },
    { keys: 'k', label: keys('previousRow'), group: keys('lists'), run: () => move(at - 1) },
  ]);
  return { list, setAt };
}
