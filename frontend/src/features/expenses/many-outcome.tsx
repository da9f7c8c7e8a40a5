import { Link } from '@tanstack/react-router';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { type Done, late, useApproveMany } from './many';

interface ManyOutcomeProps {
  done: Done;
  /** What came of booking the late ones on their first open day. */
  onDone: (done: Done) => void;
  onClose: () => void;
}

/** Which of many did not go through, and why; each leads to where it can be mended. */
export default function ManyOutcome({ done, onDone, onClose }: ManyOutcomeProps) {
  const t = useT('expenses');
  const say = useProblemText();
  const approve = useApproveMany();
  const again = late(done);
  const failed = done.result.results.filter((one) => one.status === 'failed');
  if (failed.length === 0) return null;

  function told(now: Done) {
    if (now.result.done > 0) toast({ tone: 'done', title: t('bulkDone.approve', { count: now.result.done }) });
    onDone(now);
  }

  return (
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
              busy={approve.isPending}
              onClick={() => approve.mutate(again, { onSuccess: told })}
            >
              {t('bulkLater', { count: again.rows.length })}
            </Button>
          )}
          <Button size="sm" onClick={onClose}>
            {t('bulkClose')}
          </Button>
        </>
      }
    >
      <ul className="mt-1 flex flex-col gap-1">
        {failed.map(({ index, errors }) => {
          const row = done.rows[index];
          return (
            row && (
              <li key={row.id}>
                <Link
                  to="/expenses/$expenseId"
                  params={{ expenseId: row.id }}
                  className="font-medium underline underline-offset-2"
                >
                  {[row.description, row.spender].filter(Boolean).join(' · ')}
                </Link>
                {': '}
                {(errors ?? []).map((error) => say(error)).join(' ')}
              </li>
            )
          );
        })}
      </ul>
    </Notice>
  );
}
