import { type RefObject, useEffect } from 'react';
import type { Draft } from './draft';
import type { Said } from './use-saving';

/**
 * Where the cursor goes: in what is new to the first field that wants filling, after a refusal to the field that is
 * wrong, or to the notice that says why.
 */
export function useCursor(place: RefObject<HTMLElement | null>, begins: Draft | null, said: Said, conflict: boolean) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, where writing begins
  useEffect(() => {
    if (!begins) return;
    const open = begins.lines.find((line) => !line.description.trim()) ?? begins.lines[0];
    focus(begins.contact_id ? `[data-line="${open?.key}"] textarea` : CONTACT);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when something new was said
  useEffect(() => {
    const [line] = said.byLine.keys();
    if (said.byField.contact_id) focus(CONTACT);
    else if (line) focus(`[data-line="${line}"] textarea`);
    else focus('[aria-invalid=true]') || focus('[role=alert]');
  }, [said, conflict]);

  function focus(selector: string): boolean {
    const field = place.current?.querySelector<HTMLElement>(selector);
    field?.focus();
    return Boolean(field);
  }
}

const CONTACT = '[data-field=contact_id] input';
