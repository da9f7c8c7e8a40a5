import { useNavigate } from '@tanstack/react-router';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import ConfirmDialog from '@/ui/confirm-dialog';
import { useRemoveDraft } from '../mutations';
import type { DeedDialogProps } from './deed-dialog';

export default function RemoveDialog({ open, onClose, invoice }: DeedDialogProps) {
  const t = useT('invoices');
  const navigate = useNavigate();
  const remove = useRemoveDraft();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('removeTitle')}
      text={t('removeText')}
      confirm={t('deed.remove')}
      busy={remove.isPending}
      onConfirm={() =>
        remove.mutate(
          { id: invoice.id, version: invoice.version },
          {
            onSuccess: () => {
              onClose();
              toast({ tone: 'done', title: t('removedToast') });
              void navigate({ to: '/invoices', search: { tab: 'drafts' } });
            },
          },
        )
      }
    />
  );
}
