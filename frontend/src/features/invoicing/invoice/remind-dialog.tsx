import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { TextField } from '@/ui/field';
import { Letter } from '@/ui/letter';
import { SkeletonRows } from '@/ui/skeleton';
import { useRemind } from '../mutations';
import { proposalOptions, reminderLetterOptions } from '../queries';
import { ReminderWhy } from '../reminders/reminder-why';
import type { DeedDialogProps } from './deed-dialog';
import { DeedFoot } from './deed-foot';

/** The next step of the ladder for this invoice, with the rule that it follows; or why there is none now. */
export default function RemindDialog({ open, onClose, invoice }: DeedDialogProps) {
  const t = useT('invoices');
  const failure = useFailure();
  const proposed = useQuery({ ...proposalOptions(invoice.id), enabled: open });
  const proposal = proposed.data;
  const remind = useRemind();
  const letter = useQuery({
    ...reminderLetterOptions(invoice.id, { level: proposal?.level ?? null }),
    enabled: open && Boolean(proposal),
  });
  const [to, setTo] = useState<string | null>(null);
  const { byField, rest } = useFormErrors(remind.error, ['to']);

  function send(event: FormEvent) {
    event.preventDefault();
    if (!proposal) return;
    const address = (to ?? proposal.email ?? '').trim();
    remind.mutate(
      { id: invoice.id, asked: { level: proposal.level, to: address || null } },
      {
        onSuccess: () => {
          onClose();
          toast({ tone: 'done', title: t('remindedToast', { level: proposal.level }) });
        },
      },
    );
  }

  return (
    <Dialog wide open={open} onOpenChange={(now) => !now && onClose()} title={t('deed.remind')}>
      {proposed.isPending && <SkeletonRows rows={2} />}
      {proposed.isError && (
        <ErrorState title={t('proposalsFailed')} {...failure(proposed.error)} onRetry={() => void proposed.refetch()} />
      )}
      {proposed.isSuccess && !proposal && <p className="text-muted">{t('noReminderNow')}</p>}
      {proposal && (
        <form noValidate onSubmit={send} className="flex flex-col gap-4">
          <ReminderWhy proposal={proposal} />
          <TextField
            label={t('to')}
            type="email"
            autoComplete="off"
            value={to ?? proposal.email ?? ''}
            onChange={(event) => setTo(event.target.value)}
            error={byField.to}
          />
          <Letter letter={letter.data} stale={letter.isFetching} />
          <DeedFoot messages={rest} confirm={t('sendReminder')} busy={remind.isPending} onClose={onClose} />
        </form>
      )}
    </Dialog>
  );
}
