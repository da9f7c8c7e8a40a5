import { useQuery } from '@tanstack/react-query';
import type { Alike, MergePreview } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { Notice } from '@/ui/notice';
import { SkeletonRows } from '@/ui/skeleton';
import { useMergeContacts } from './mutations';
import { mergePreviewOptions } from './queries';

interface MergeDialogProps {
  open: boolean;
  onClose: () => void;
  goes: Alike;
  stays: Alike;
}

/** What merging will do, told before it is done: it cannot be undone. */
export default function MergeDialog({ open, onClose, goes, stays }: MergeDialogProps) {
  const t = useT('contacts');
  const common = useT('common');
  const failure = useFailure();
  const preview = useQuery({ ...mergePreviewOptions(goes.id, stays.id), enabled: open });
  const merge = useMergeContacts();
  const seen = preview.data;
  const barred = !seen || seen.same_invoices.length > 0;

  function run() {
    merge.mutate(
      { id: goes.id, version: goes.version, into: stays.id },
      {
        onSuccess: () => {
          onClose();
          toast({ tone: 'done', title: t('mergedToast', { goes: goes.name, stays: stays.name }) });
        },
      },
    );
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('mergeTitle', { goes: goes.name, stays: stays.name })}
    >
      {preview.isPending && <SkeletonRows rows={3} />}
      {preview.isError && (
        <ErrorState title={t('loadFailed')} {...failure(preview.error)} onRetry={() => void preview.refetch()} />
      )}
      {seen && <WhatHappens seen={seen} />}
      <div className="mt-4 flex justify-end gap-2">
        <Button autoFocus onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button variant="danger" disabled={barred} busy={merge.isPending} onClick={run}>
          {t('merge')}
        </Button>
      </div>
    </Dialog>
  );
}

function WhatHappens({ seen }: { seen: MergePreview }) {
  const t = useT('contacts');
  const { goes, stays, moved, learned, postings } = seen;
  if (seen.same_invoices.length > 0)
    return (
      <Notice tone="warn" title={t('mergeBarred')}>
        {t('mergeBarredText', { numbers: seen.same_invoices.join(', ') })}
      </Notice>
    );
  const others = Object.entries(moved).reduce((sum, [table, count]) => (table === 'invoices' ? sum : sum + count), 0);
  const facts = Object.entries(learned).filter(([, value]) => value !== 'True');
  return (
    <>
      <ul className="flex list-disc flex-col gap-1.5 pl-5">
        <li>{t('mergeMoves', { invoices: moved.invoices ?? 0, others, stays: stays.name })}</li>
        {postings > 0 && <li>{t('mergePostings', { count: postings, goes: goes.name, stays: stays.name })}</li>}
        {facts.length > 0 && (
          <li>{t('mergeLearns', { stays: stays.name, facts: facts.map(([, value]) => value).join(' · ') })}</li>
        )}
        <li>{t('mergeArchives', { goes: goes.name })}</li>
      </ul>
      <p className="mt-3 font-medium">{t('mergeFinal')}</p>
    </>
  );
}
