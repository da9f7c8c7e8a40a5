import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PostingRead } from '@/api/gen/types.gen';
import { tagChoicesOptions } from '@/api/tags';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { type TagShare, TagShares } from '@/ui/tag-shares';
import { useTagPosting } from './mutations';

interface TagsDialogProps {
  open: boolean;
  posting: PostingRead;
  seen: string | undefined;
  onClose: () => void;
}

export default function TagsDialog({ open, posting, seen, onClose }: TagsDialogProps) {
  const t = useT('ledger');
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('tagsTitle', { account: `${posting.account_code} ${posting.account_name}` })}
      text={t('tagsText')}
    >
      <SharesForm posting={posting} seen={seen} onClose={onClose} />
    </Dialog>
  );
}

function SharesForm({ posting, seen, onClose }: Omit<TagsDialogProps, 'open'>) {
  const t = useT('ledger');
  const common = useT('common');
  const save = useTagPosting();
  const tags = useQuery(tagChoicesOptions()).data;
  const [shares, setShares] = useState<readonly TagShare[]>(
    (posting.tags ?? []).map(({ tag_id, percent }) => ({ tag_id, percent })),
  );
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!posting.id) return;
        save.mutate(
          { id: posting.id, seen, tags: [...shares] },
          {
            onSuccess: () => {
              toast({ tone: 'done', title: t('tagsSaved') });
              onClose();
            },
          },
        );
      }}
    >
      <TagShares tags={tags} shares={shares} onChange={setShares} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
