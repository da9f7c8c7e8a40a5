/** Puts text on the clipboard; true when it is there. Also without the clipboard API, which plain http does not have. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'sr-only';
  // Inside an open dialog: nothing outside of it can have the focus.
  const home = document.activeElement?.closest('[role=dialog]') ?? document.body;
  const before = document.activeElement;
  home.append(area);
  area.focus({ preventScroll: true });
  area.select();
  const copied = typeof document.execCommand === 'function' && document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
