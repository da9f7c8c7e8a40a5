import { type KeyboardEvent, type RefObject, useCallback, useRef } from 'react';
import type { Draft } from './draft';
import { addBelow, moveLine, neighbour, removeLine } from './lines';
import type { Editor } from './use-editor';

const FIELDS = 'input, textarea, select';

/** Puts the cursor in one cell of one line, once it is there. */
export function focusCell(list: HTMLElement | null, line: string, column: string): void {
  requestAnimationFrame(() => {
    const cell = list?.querySelector(`[data-line="${line}"] [data-col="${column}"]`);
    const field = cell?.querySelector<HTMLElement>(FIELDS);
    field?.focus();
    if (field instanceof HTMLTextAreaElement) field.select();
  });
}

/** A field with keys of its own: a list to choose from, or text of several lines. */
function keepsArrows(target: HTMLElement): boolean {
  if (target instanceof HTMLTextAreaElement) return target.value.includes('\n');
  return target.matches('select, [role=combobox]');
}

interface LineKeys {
  list: RefObject<HTMLUListElement | null>;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  go: (line: string, column?: string) => void;
}

/**
 * The lines without a mouse: Enter goes on to a new line, the arrows up and down stay in the column, Alt with them
 * moves the line, Alt+Delete removes it. Tab is the browser's own.
 */
export function useLineKeys(editor: Editor): LineKeys {
  const list = useRef<HTMLUListElement>(null);
  const { store } = editor;
  const go = useCallback((line: string, column = 'description') => focusCell(list.current, line, column), []);

  function apply({ draft, go: line }: { draft: Draft; go: string }) {
    store.set(draft);
    go(line);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    const line = target.closest<HTMLElement>('[data-line]')?.dataset.line;
    const column = target.closest<HTMLElement>('[data-col]')?.dataset.col ?? 'description';
    const open = target.getAttribute('aria-expanded') === 'true' && target.matches('[role=combobox]');
    if (!line || open || event.ctrlKey || event.metaKey) return;
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (event.key === 'Enter' && target.matches(FIELDS) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      apply(addBelow(store.get(), line));
    } else if (event.altKey && by) {
      event.preventDefault();
      store.set(moveLine(store.get(), line, by));
      go(line, column);
    } else if (event.altKey && event.key === 'Delete') {
      event.preventDefault();
      apply(removeLine(store.get(), line));
    } else if (by && !event.altKey && !event.shiftKey && !keepsArrows(target)) {
      const next = neighbour(store.get(), line, by);
      if (!next) return;
      event.preventDefault();
      go(next, column);
    }
  }

  return { list, onKeyDown, go };
}
