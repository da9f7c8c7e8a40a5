import type { ExpenseRead } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { grouped } from '@/lib/grouped';
import { sum } from '@/lib/money';
import { Amount } from '@/ui/amount';
import { Dialog } from '@/ui/dialog';
import { type Done, useReimburseMany } from './many';
import { PaymentForm } from './payment-form';

interface ReimburseManyDialogProps {
  open: boolean;
  rows: readonly ExpenseRead[];
  onDone: (done: Done) => void;
  onClose: () => void;
}

/** What each of them is owed together, as it is paid to them, and what it was paid from. */
export default function ReimburseManyDialog({ open, rows, onDone, onClose }: ReimburseManyDialogProps) {
  const t = useT('expenses');
  const books = useCurrency();
  const reimburse = useReimburseMany();
  const count = rows.length;
  const people = grouped(rows, (row) => row.spender_id);
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('bulkTitle.reimburse', { count })}
      text={t('reimburseText')}
    >
      <ul className="mb-4 flex flex-col gap-1">
        {[...people].map(([id, theirs]) => (
          <li key={id} className="flex justify-between gap-4">
            <span className="min-w-0 truncate">{theirs[0]?.spender ?? '–'}</span>
            <Amount value={sum(theirs.map((row) => row.owed_amount))} currency={books} />
          </li>
        ))}
      </ul>
      <PaymentForm
        error={reimburse.error}
        busy={reimburse.isPending}
        confirm={t('bulk.reimburse', { count })}
        onClose={onClose}
        onPay={(paid) => reimburse.mutate({ rows, paid }, { onSuccess: onDone })}
      />
    </Dialog>
  );
}
