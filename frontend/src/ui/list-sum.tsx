import type { ReactNode } from 'react';

/** What a list comes to, above it; its place is kept until it is known. */
export function ListSum({ label, stale, children }: { label: string; stale: boolean; children: ReactNode }) {
  return (
    <dl
      aria-label={label}
      aria-busy={stale || undefined}
      className={`mb-2 flex min-h-5 flex-wrap justify-end gap-x-6 gap-y-1 text-sm transition-opacity duration-150 max-sm:justify-start max-sm:gap-x-4 ${stale ? 'opacity-60' : ''}`}
    >
      {children}
    </dl>
  );
}

export function SumFact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{label}</dt>
      <dd className="figures font-medium">{children}</dd>
    </div>
  );
}
