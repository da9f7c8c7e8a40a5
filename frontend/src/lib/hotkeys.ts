import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { singleKeysAreOn } from './preferences';
import { createStore, useStore } from './store';

/** One shortcut as the key sheet shows it. `keys`: "mod+enter", "j", "?", or a sequence "g d". */
export interface Hotkey {
  keys: string;
  label: string;
  group: string;
  run: () => void;
  /** Also while a text field has the focus (only sensible with mod, and for keys that write nothing). */
  whileTyping?: boolean;
}

const registered = createStore<readonly (readonly Hotkey[])[]>([]);
let pending = '';
let pendingSince = 0;

/** Shortcuts of the component while it is mounted. The youngest component wins. */
export function useHotkeys(hotkeys: readonly Hotkey[]): void {
  const latest = useRef(hotkeys);
  latest.current = hotkeys;
  const shape = hotkeys.map((hotkey) => `${hotkey.keys}|${hotkey.label}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for the list; the closures are read late
  useEffect(() => {
    const group = latest.current.map((hotkey, index) => ({ ...hotkey, run: () => latest.current[index]?.run() }));
    registered.set((groups) => [group, ...groups]);
    return () => registered.set((groups) => groups.filter((other) => other !== group));
  }, [shape]);
}

/** Everything that can be pressed now, for the `?` sheet. */
export function useRegisteredHotkeys(): readonly Hotkey[] {
  return useStore(registered).flat();
}

export function listenForHotkeys(): () => void {
  window.addEventListener('keydown', press);
  return () => window.removeEventListener('keydown', press);
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const combined = event.ctrlKey || event.metaKey;
  const typing = isTyping(event.target);
  // A letter is text while somebody types; Escape and its like never are.
  const letter = event.key.length === 1;
  if (!combined && letter && (typing || !singleKeysAreOn())) return;
  if (inLayer(event.target) || (event.key === 'Enter' && !combined && isPressable(event.target))) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase().replace('arrow', '');
  const pressed = `${combined ? 'mod+' : ''}${event.shiftKey && event.key.length > 1 ? 'shift+' : ''}${key}`;
  const sequence = event.timeStamp - pendingSince < 900 && pending ? `${pending} ${pressed}` : pressed;
  const all = registered.get().flat();
  const hit = all.find((hotkey) => hotkey.keys === sequence) ?? all.find((hotkey) => hotkey.keys === pressed);
  pending = !combined && all.some((hotkey) => hotkey.keys.startsWith(`${pressed} `)) ? pressed : '';
  pendingSince = event.timeStamp;
  if (!hit || (typing && !hit.whileTyping)) return;
  event.preventDefault();
  pending = '';
  if (typing && key === 'enter') handOver(event.target as HTMLElement);
  hit.run();
}

/** What is being typed counts: fields hand it on when they are left. The cursor comes back where nothing took it. */
function handOver(field: HTMLElement): void {
  flushSync(() => field.blur());
  setTimeout(() => document.activeElement === document.body && field.focus({ preventScroll: true }));
}

/** Whether what is pressed there becomes text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      (target.matches('input, textarea, select') && !target.matches('[type=checkbox], [type=radio]')))
  );
}

/** Enter presses what has the focus; only the row of a list lends it to the page. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, summary') !== null && !target.closest('[data-row]');
}

/** A dialog or menu handles its own keys. */
function inLayer(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null
  );
}
