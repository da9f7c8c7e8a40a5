/**
 * What a field could not read stands in it as its custom validity, and what it held before is still behind it. As long
 * as such a field is on the screen nothing may be written: the reader would be shown one thing and the books another.
 */
export function unreadable(within: ParentNode = document): HTMLInputElement | undefined {
  return [...within.querySelectorAll('input')].find((input) => input.validity.customError);
}

/** The first of them gets the cursor, wherever it was folded away. What holds one is not folded: it would be gone. */
export function leadToUnreadable(within: ParentNode | null = document): boolean {
  const field = within ? unreadable(within) : undefined;
  for (let fold = field?.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
  if (!field?.closest('[aria-hidden=true], [inert]')) field?.focus(); // behind a modal layer, which keeps the focus
  return field !== undefined;
}

/** No form is sent while it shows what it could not read; also one that hands on to its page and not to the server. */
export function refuseUnreadableForms(): () => void {
  function look(event: SubmitEvent) {
    if (!(event.target instanceof HTMLFormElement) || !leadToUnreadable(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
  }
  window.addEventListener('submit', look, true);
  return () => window.removeEventListener('submit', look, true);
}
