import type { InvoiceShown } from '@/api/gen/types.gen';

/** What every dialog about an invoice is given. */
export interface DeedDialogProps {
  open: boolean;
  onClose: () => void;
  invoice: InvoiceShown;
}
