import { useQuery } from '@tanstack/react-query';
import type { ExpenseRead } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { Button } from '@/ui/button';
import { DateText } from '@/ui/date-text';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { SkeletonRows } from '@/ui/skeleton';
import { useAddPaper } from './mutations';
import { waitingOptions } from './queries';
import { useReadReceipt } from './read-receipt';
import { ReceiptUpload } from './receipt-upload';

interface PaperDialogProps {
  open: boolean;
  expense: ExpenseRead;
  onClose: () => void;
}

/** The paper behind an expense that was typed: a new file, or a document that waits already. */
export default function PaperDialog({ open, expense, onClose }: PaperDialogProps) {
  const t = useT('expenses');
  const failure = useFailure();
  const waiting = useQuery({ ...waitingOptions(), enabled: open });
  const reading = useReadReceipt();
  const add = useAddPaper();
  const busy = reading.isPending || add.isPending;
  const problem = add.error ?? reading.error;

  async function use(documentId: string) {
    const now = await add.mutateAsync({ expense, documentId }).catch(() => null);
    if (!now) return;
    toast({ tone: 'done', title: t('paperAdded') });
    onClose();
  }

  async function upload(file: File) {
    add.reset();
    const id = await reading.mutateAsync(file).catch(() => null);
    if (id) await use(id);
  }

  return (
    <Dialog open={open} onOpenChange={(now) => !now && onClose()} title={t('addPaper')} text={t('addPaperText')}>
      <ReceiptUpload
        accept="image/*,.pdf,application/pdf,.xml,text/xml"
        testId="paper"
        busy={busy}
        problem={problem}
        onFile={(file) => void upload(file)}
      />
      <h3 className="mt-4 mb-1 text-sm font-semibold">{t('papersWaiting')}</h3>
      {waiting.isPending ? (
        <SkeletonRows rows={3} />
      ) : waiting.isError ? (
        <ErrorState title={t('loadFailed')} {...failure(waiting.error)} onRetry={() => void waiting.refetch()} />
      ) : waiting.data.length === 0 ? (
        <p className="text-muted">{t('noPapers')}</p>
      ) : (
        <ul className="max-h-72 overflow-y-auto">
          {waiting.data.map((paper) => {
            const name = paper.supplier_name ?? paper.filename;
            return (
              <li key={paper.id} className="flex items-center gap-3 border-b border-line py-2 last:border-0">
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{name}</span>
                  <span className="text-sm text-muted">
                    <DateText day={paper.issue_date} />
                  </span>
                </span>
                <Amount value={paper.total_amount} currency={paper.currency} />
                <Button
                  size="sm"
                  disabled={busy}
                  aria-label={t('usePaper', { name })}
                  onClick={() => void use(paper.id)}
                >
                  {t('use')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </Dialog>
  );
}
