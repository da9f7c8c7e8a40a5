import { useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { openDay } from '@/api/open-day';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { toast } from '@/lib/toasts';
import { useBookLaterWords } from '@/ui/book-later-words';
import { Checkbox } from '@/ui/checkbox';
import IssueQuestion from '../issue-question';
import { useIssue } from '../mutations';
import type { DeedDialogProps } from './deed-dialog';

/** Issues a draft, asks whether a rate far off is meant, or offers the first open day to book a purchase on. */
export default function IssueDialog({ open, onClose, invoice }: DeedDialogProps) {
  const t = useT('invoices');
  const common = useT('common');
  const issue = useIssue();
  const { byField, rest } = useFormErrors(issue.error, []);
  const bought = invoice.direction === 'purchase';

  const late = issue.error ? openDay(asApiError(issue.error).problem.errors) : null;
  const [offered, setOffered] = useState<Day | null>(null);
  if (late && late !== offered) setOffered(late);
  const later = useBookLaterWords(offered, invoice.issued_on);
  const unlikely = asApiError(issue.error).code === 'exchange_rate_unlikely';
  const [meant, setMeant] = useState(false);

  function send() {
    const asked = { ...(offered && { booked_on: offered }), ...(meant && { accept_exchange_rate: true }) };
    issue.mutate(
      { id: invoice.id, version: invoice.version, asked },
      {
        onSuccess: (issued) => {
          onClose();
          toast({ tone: 'done', title: t(bought ? 'bookedToast' : 'issuedToast', { number: issued.number ?? '' }) });
        },
      },
    );
  }

  return (
    <IssueQuestion
      open={open}
      onClose={onClose}
      invoice={invoice}
      onIssue={send}
      messages={late ? [] : [...Object.values(byField), ...rest]}
      busy={issue.isPending}
      later={offered ? later : undefined}
    >
      {(unlikely || meant) && <Checkbox checked={meant} onChange={setMeant} label={common('rateMeant')} />}
    </IssueQuestion>
  );
}
