import type { FormEvent } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Dialog } from '@/ui/dialog';
import { useIssue } from '../mutations';
import type { DeedDialogProps } from './deed-dialog';
import { DeedFoot } from './deed-foot';

/** Before a draft becomes an invoice: says what happens, since it cannot be taken back but by a credit note. */
export default function IssueDialog({ open, onClose, invoice }: DeedDialogProps) {
  const t = useT('invoices');
  const issue = useIssue();
  const { byField, rest } = useFormErrors(issue.error, []);
  const bought = invoice.direction === 'purchase';
  const what = invoice.kind === 'quote' ? 'quote' : bought ? 'purchase' : 'sale';

  function send(event: FormEvent) {
    event.preventDefault();
    issue.mutate(
      { id: invoice.id, version: invoice.version },
      {
        onSuccess: (issued) => {
          onClose();
          toast({ tone: 'done', title: t(bought ? 'bookedToast' : 'issuedToast', { number: issued.number ?? '' }) });
        },
      },
    );
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={t(`issueTitle.${what}`)}
      text={t(`issueText.${what}`)}
    >
      <form noValidate onSubmit={send} className="flex flex-col gap-3">
        {invoice.missing.length > 0 && <p className="text-sm text-warn">{t('issueIncomplete')}</p>}
        <DeedFoot
          messages={[...Object.values(byField), ...rest]}
          confirm={t(bought ? 'deed.book' : 'deed.issue')}
          busy={issue.isPending}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
