import { Link } from '@tanstack/react-router';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { ManyFailed } from '@/ui/many-failed';
import { type Done, late, useBulk } from './bulk';

const LINK = 'font-medium underline underline-offset-2';

interface BulkOutcomeProps {
  done: Done;
  /** What came of booking the late ones on their first open day. */
  onDone: (done: Done) => void;
  onClose: () => void;
}

/** Which of many did not go through, and why; each leads to where it can be mended. */
export function BulkOutcome({ done, onDone, onClose }: BulkOutcomeProps) {
  const say = useProblemText();
  const t = useT('invoices');
  const bulk = useBulk();
  const again = late(done);
  const failed = done.result.results.flatMap(({ index, status, errors }) => {
    const row = done.rows[index];
    if (status !== 'failed' || !row) return [];
    const name = [row.number, row.contact_name].filter(Boolean).join(' · ');
    const at = (
      <Link key={row.id} to="/invoices/$invoiceId" params={{ invoiceId: row.id }} className={LINK}>
        {name}
      </Link>
    );
    return { id: row.id, at, why: (errors ?? []).map((error) => say(error)).join(' ') };
  });
  if (failed.length === 0) return null;
  function told(now: Done) {
    toast({ tone: 'done', title: t(`bulkDone.${now.deed}`, { count: now.result.done }) });
    onDone(now);
  }

  return (
    <div className="mb-4">
      <ManyFailed
        title={t('bulkFailed', { failed: failed.length, done: done.result.done })}
        failed={failed}
        again={
          again.rows.length > 0
            ? {
                label: t('bulkLater', { count: again.rows.length }),
                busy: bulk.isPending,
                onAgain: () => bulk.mutate(again, { onSuccess: told }),
              }
            : undefined
        }
        close={t('close')}
        onClose={onClose}
      />
    </div>
  );
}
