import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatDay } from '@/lib/dates';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import type { DeedDialogProps } from './deed-dialog';
import { useAcceptance } from './use-acceptance';

/** A customer who says yes too late is told so by nobody but who made the quote. */
export default function AcceptExpiredDialog({ open, onClose, invoice }: DeedDialogProps) {
  const t = useT('invoices');
  const common = useT('common');
  const locale = useFormatLocale();
  const accept = useAcceptance(invoice);
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t('acceptExpired.title')}
      text={t('acceptExpired.text', { day: invoice.valid_until ? formatDay(invoice.valid_until, locale) : '' })}
    >
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button variant="primary" busy={accept.isPending} onClick={() => accept.run({ despite_expiry: true })}>
          {t('acceptExpired.confirm')}
        </Button>
      </div>
    </Dialog>
  );
}
