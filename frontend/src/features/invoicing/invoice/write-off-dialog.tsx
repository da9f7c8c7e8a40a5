import type { FormEvent } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Amount } from '@/ui/amount';
import { Dialog } from '@/ui/dialog';
import { useWriteOff } from '../mutations';
import type { DeedDialogProps } from './deed-dialog';
import { DeedFoot } from './deed-foot';

/** Lets a few cents go that nobody will ask for. */
export default function WriteOffDialog({ open, onClose, invoice }: DeedDialogProps) {
  const t = useT('invoices');
  const writeOff = useWriteOff();
  const { byField, rest } = useFormErrors(writeOff.error, []);

  function send(event: FormEvent) {
    event.preventDefault();
    writeOff.mutate(
      { id: invoice.id, version: invoice.version },
      {
        onSuccess: () => {
          onClose();
          toast({ tone: 'done', title: t('writtenOffToast') });
        },
      },
    );
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('deed.writeOff')}
      text={t.rich('writeOffText', {
        amount: () => <Amount value={invoice.open_amount} currency={invoice.currency} />,
      })}
    >
      <form noValidate onSubmit={send} className="flex flex-col gap-3">
        <DeedFoot
          messages={[...Object.values(byField), ...rest]}
          confirm={t('deed.writeOff')}
          busy={writeOff.isPending}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
