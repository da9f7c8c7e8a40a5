import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Drill } from '@/api/gen/types.gen';

/** The postings behind a figure: its accounts in the general ledger, over its days. */
export function DrillLink({
  drill,
  label,
  children,
}: {
  drill: Drill | null | undefined;
  label?: string;
  children: ReactNode;
}) {
  if (!drill?.accounts.length) return children;
  return (
    <Link
      to="/reports/general-ledger"
      search={{ from: drill.from_on ?? undefined, to: drill.to_on, account: drill.accounts.join(',') }}
      aria-label={label}
      className="rounded hover:text-accent hover:underline"
    >
      {children}
    </Link>
  );
}
