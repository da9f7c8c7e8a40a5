import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** A part of the field panel; `closed` parts open on demand. */
export function PanelSection({
  title,
  count,
  closed = false,
  children,
}: {
  title: string;
  count?: number;
  closed?: boolean;
  children: ReactNode;
}) {
  if (!closed) {
    return (
      <section className="border-b border-line px-5 py-4 last:border-0">
        <h2 className="mb-3 text-sm font-semibold">{title}</h2>
        {children}
      </section>
    );
  }
  return (
    <details className="group border-b border-line px-5 py-1 last:border-0">
      <summary className="flex h-10 list-none items-center gap-1.5 rounded text-sm font-semibold">
        <ChevronRight
          size={15}
          aria-hidden
          className="text-muted transition-transform duration-150 group-open:rotate-90"
        />
        {title}
        {count !== undefined && <span className="figures font-normal text-muted">{count}</span>}
      </summary>
      <div className="pt-2 pb-3">{children}</div>
    </details>
  );
}
