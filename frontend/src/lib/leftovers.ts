const leftovers = new Set<() => void>();

/** Names what must not outlive the company or the session in which it was begun. */
export function clearOnLeaving(clear: () => void): void {
  leftovers.add(clear);
}

/** At sign-out and when the company changes. */
export function clearLeftovers(): void {
  for (const clear of leftovers) clear();
}
