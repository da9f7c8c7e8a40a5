import { type ReactNode, useEffect, useRef } from 'react';

/** The look of a tab that is a link: put it on `<Link>`, so that each tab has an address. */
export const TAB =
  '-mb-px flex h-9 items-center gap-1.5 rounded-t border-b-2 border-transparent px-2.5 text-sm font-medium whitespace-nowrap text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink';

/** Parts of a page, or states of a list, side by side. */
export function LinkTabs({ label, children }: { label: string; children: ReactNode }) {
  const row = useRef<HTMLElement>(null);
  const shown = useRef<Element>(null);

  // The chosen tab is in sight, wherever the row was left; not again while it stays the same.
  useEffect(() => {
    const current = row.current?.querySelector('[aria-current=page]') ?? null;
    if (current !== shown.current) current?.scrollIntoView?.({ inline: 'center', block: 'nearest' });
    shown.current = current;
  });
  return (
    <nav ref={row} aria-label={label} className="no-scrollbar mb-4 flex gap-1 overflow-x-auto border-b border-line">
      {children}
    </nav>
  );
}
