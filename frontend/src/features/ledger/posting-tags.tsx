import { Tags } from 'lucide-react';
import { useState } from 'react';
import type { PostingRead } from '@/api/gen/types.gen';
import { begins, useBooksAccounts, useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { onDemand } from '@/ui/on-demand';

const TagsDialog = onDemand(() => import('./tags-dialog'));

/** The tags of a posting that counts in a result; they may change after it was posted, for they are no part of the books. */
export function PostingTags({ posting, seen }: { posting: PostingRead; seen: string | undefined }) {
  const t = useT('ledger');
  const may = useMay();
  const results = useBooksAccounts()?.results;
  const [open, setOpen] = useState(false);
  const tags = posting.tags ?? [];
  const editable = may('ledger:post') && posting.id && begins(posting.account_code, results);
  if (tags.length === 0 && !editable) return null;
  const names = tags.map((tag) => (tag.percent === '100.00' ? tag.name : `${tag.name} ${Number(tag.percent)} %`));
  return (
    <span className="mt-0.5 flex flex-wrap items-center gap-1.5 text-xs text-muted">
      {names.map((name) => (
        <span key={name} className="rounded border border-line px-1.5 leading-4.5">
          {name}
        </span>
      ))}
      {editable && (
        <button
          type="button"
          onClick={() => setOpen(true)}
          className="inline-flex min-h-6 items-center gap-1 rounded hover:text-ink"
        >
          <Tags size={12} aria-hidden />
          {t('editTags')}
          <span className="sr-only"> {posting.account_code}</span>
        </button>
      )}
      <TagsDialog open={open} posting={posting} seen={seen} onClose={() => setOpen(false)} />
    </span>
  );
}
