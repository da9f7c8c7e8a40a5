import { Link } from '@tanstack/react-router';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { type Done, late, useBulk } from './bulk';

interface BulkOutcomeProps {
  done: Done;
  /** What came of booking the late ones on their first open day. */
  onDone: (done: Done) => void;
  onClose: () => void;
}

/** Which of many did not go through, and why; each leads to where it can be mended. */
export function BulkOutcome({ done, onDone, onClose }: BulkOutcomeProps) {
  const t = useT('invoices');
  const bulk = useBulk();
  const again = late(done);
  const say = useProblemText();
  const failed = done.result.results.filter((one) => one.status === 'failed');
  if (failed.length === 0) return null;
  return (
    <div className="mb-4">
      <Notice
        alert
        tone="warn"
        title={t('bulkFailed', { failed: failed.length, done: done.result.done })}
        action={
          <>
            {again.rows.length > 0 && (
              <Button
                autoFocus
                size="sm"
                variant="primary"
                busy={bulk.isPending}
                onClick={() =>
                  bulk.mutate(again, {
                    onSuccess: (now) => {
                      toast({ tone: 'done', title: t(`bulkDone.${now.deed}`, { count: now.result.done }) });
                      onDone(now);
                    },
                  })
                }
              >
                {t('bulkLater', { count: again.rows.length })}
              </Button>
            )}
            <Button size="sm" onClick={onClose}>
              {t('close')}
            </Button>
          </>
        }
      >
        <ul className="mt-1 flex flex-col gap-1">
          {failed.map((one) => {
            const row = done.rows[one.index];
            return (
              row && (
                <li key={row.id}>
                  <Link
                    to="/invoices/$invoiceId"
                    params={{ invoiceId: row.id }}
                    className="font-medium underline underline-offset-2"
                  >
                    {[row.number, row.contact_name].filter(Boolean).join(' · ')}
                  </Link>
                  {': '}
                  {(one.errors ?? []).map((error) => say(error)).join(' ')}
                </li>
              )
            );
          })}
        </ul>
      </Notice>
    </div>
  );
}
