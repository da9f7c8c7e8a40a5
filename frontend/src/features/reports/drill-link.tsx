import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Drill, TagDrill } from '@/api/gen/types.gen';

/** The postings behind a figure: its accounts in the general ledger, over its days, or a tag's share of them. */
export function DrillLink({
  drill,
  label,
  children,
}: {
  drill: Drill | TagDrill | null | undefined;
  label?: string;
  children: ReactNode;
}) {
  if (!drill?.accounts.length) return children;
  return (
    <Link
      to="/reports/general-ledger"
      search={{
        from: drill.from_on ?? undefined,
        to: drill.to_on,
        account: drill.accounts.join(','),
        ...('tag_id' in drill && { tag: drill.tag_id ?? undefined, untagged: drill.untagged ?? undefined }),
      }}
      aria-label={label}
      className="rounded hover:text-accent hover:underline"
    >
      {children}
    </Link>
  );
}
