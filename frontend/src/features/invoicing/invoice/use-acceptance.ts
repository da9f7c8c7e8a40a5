import { useNavigate } from '@tanstack/react-router';
import type { AcceptAsked, InvoiceShown } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { useAccept } from '../mutations';
import { useLeftOut } from './use-left-out';

/** A quote is accepted, and one goes on with the draft invoice that it became. */
export function useAcceptance({ id, version }: InvoiceShown) {
  const t = useT('invoices');
  const navigate = useNavigate();
  const accept = useAccept();
  const tellLeftOut = useLeftOut();
  const run = (asked: AcceptAsked = {}) =>
    accept.mutate(
      { id, version, asked },
      {
        onSuccess: (made) => {
          toast({ tone: 'done', title: t('acceptedToast') });
          tellLeftOut(made);
          void navigate({ to: '/invoices/$invoiceId', params: { invoiceId: made.id } });
        },
      },
    );
  return { run, isPending: accept.isPending };
}
