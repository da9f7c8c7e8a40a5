import type { ReactNode } from 'react';

/** Text as it is, that scrolls where it is too long: also by keyboard, which is why it can have the focus. */
export function ScrollText({
  label,
  className = '',
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  const look = `scroll-slim overflow-auto text-xs leading-relaxed -outline-offset-2 ${className}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/useSemanticElements: see above
    <pre role="group" aria-label={label} tabIndex={0} className={look}>
      {children}
    </pre>
  );
}
