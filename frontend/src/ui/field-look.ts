/** The look every one-line input shares. Sixteen pixels on phones, or they zoom in. */
export const INPUT =
  'h-9 w-full min-w-0 rounded-md border border-edge bg-surface px-2.5 text-base text-ink placeholder:text-muted aria-invalid:border-neg disabled:bg-sunken disabled:text-muted focus-visible:outline-offset-0 max-md:text-lg';
