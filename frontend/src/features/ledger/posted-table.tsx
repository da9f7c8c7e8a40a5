import { Link } from '@tanstack/react-router';
import type { PostingRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Amount } from '@/ui/amount';
import { PostingsTable } from '@/ui/postings-table';
import { PostingTags } from './posting-tags';

interface PostedTableProps {
  postings: readonly PostingRead[];
  /** The entry as it was seen, by its ETag. */
  seen?: string | undefined;
}

/** What was posted; an account leads to everything booked on it. */
export function PostedTable({ postings, seen }: PostedTableProps) {
  const t = useT('ledger');
  return (
    <PostingsTable
      postings={postings}
      caption={t('postings')}
      account={(posting, name) => (
        <>
          <Link
            to="/journal"
            search={{ account: posting.account_code }}
            className="rounded hover:text-accent hover:underline"
          >
            {name}
          </Link>
          {posting.contact_name && <span className="block text-muted">{posting.contact_name}</span>}
          {posting.currency && (
            <span className="block text-muted">
              <Amount value={posting.amount_in_currency} currency={posting.currency} />
            </span>
          )}
          <PostingTags posting={posting} seen={seen} />
        </>
      )}
    />
  );
}
