import { Link } from '@tanstack/react-router';
import type { PostingRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { PostingsTable } from '@/ui/postings-table';

/** What was posted; an account leads to everything booked on it. */
export function PostedTable({ postings }: { postings: readonly PostingRead[] }) {
  const t = useT('ledger');
  return (
    <PostingsTable
      postings={postings}
      caption={t('postings')}
      account={({ account_code }, name) => (
        <Link to="/journal" search={{ account: account_code }} className="rounded hover:text-accent hover:underline">
          {name}
        </Link>
      )}
    />
  );
}
