import { Check, HandCoins } from 'lucide-react';
import { useState } from 'react';
import type { ExpenseRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { onDemand } from '@/ui/on-demand';
import { type Done, useApproveMany } from './many';

const ReimburseManyDialog = onDemand(() => import('./reimburse-many-dialog'));

interface ManyActionsProps {
  rows: readonly ExpenseRead[];
  onDone: (done: Done) => void;
}

/** What can be done with those that are ticked; the number says with how many of them. */
export default function ManyActions({ rows, onDone }: ManyActionsProps) {
  const t = useT('expenses');
  const approve = useApproveMany();
  const [asking, setAsking] = useState<Done['deed'] | null>(null);
  const able = (deed: Done['deed']) => rows.filter((row) => row.actions.includes(deed));
  const close = () => setAsking(null);

  function told(done: Done) {
    close();
    const count = done.result.done;
    if (count > 0) toast({ tone: 'done', title: t(`bulkDone.${done.deed}`, { count }) });
    onDone(done);
  }

  return (
    <>
      {(['approve', 'reimburse'] as const).map((deed) => {
        const count = able(deed).length;
        return (
          count > 0 && (
            <Button key={deed} size="sm" icon={deed === 'approve' ? Check : HandCoins} onClick={() => setAsking(deed)}>
              {t(`bulk.${deed}`, { count })}
            </Button>
          )
        );
      })}
      <Confirm
        open={asking === 'approve'}
        onOpenChange={(open) => !open && close()}
        title={t('bulkTitle.approve', { count: able('approve').length })}
        text={t('bulkText')}
        confirm={t('bulk.approve', { count: able('approve').length })}
        busy={approve.isPending}
        onConfirm={() => approve.mutate({ rows: able('approve') }, { onSuccess: told })}
      />
      <ReimburseManyDialog open={asking === 'reimburse'} rows={able('reimburse')} onDone={told} onClose={close} />
    </>
  );
}
