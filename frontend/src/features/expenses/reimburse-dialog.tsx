import type { ExpenseRead } from '@/api/gen/types.gen';
import { useCurrency } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { Dialog } from '@/ui/dialog';
import { useReimburseExpense } from './mutations';
import { PaymentForm } from './payment-form';

interface ReimburseDialogProps {
  open: boolean;
  expense: ExpenseRead;
  onClose: () => void;
}

export default function ReimburseDialog({ open, expense, onClose }: ReimburseDialogProps) {
  const t = useT('expenses');
  const books = useCurrency();
  const reimburse = useReimburseExpense();
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('reimburseTitle', { name: expense.spender ?? '' })}
      text={
        <>
          {t('reimburseText')} <Amount value={expense.owed_amount} currency={books} />
        </>
      }
    >
      <PaymentForm
        error={reimburse.error}
        busy={reimburse.isPending}
        confirm={t('reimburse')}
        onClose={onClose}
        onPay={(body) =>
          reimburse.mutate(
            { expense, body },
            {
              onSuccess: () => {
                toast({ tone: 'done', title: t('reimbursed') });
                onClose();
              },
            },
          )
        }
      />
    </Dialog>
  );
}
