import { type FormEvent, useState } from 'react';
import { useFormErrors } from '@/api/form-errors';
import { openDay } from '@/api/open-day';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import type { Day } from '@/lib/dates';
import { toast } from '@/lib/toasts';
import { useBookLaterWords } from '@/ui/book-later-words';
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

  const late = issue.error ? openDay(asApiError(issue.error).problem.errors) : null;
  const [offered, setOffered] = useState<Day | null>(null);
  if (late && late !== offered) setOffered(late);
  const later = useBookLaterWords(offered, invoice.issued_on);

  function send(bookedOn?: Day) {
    issue.mutate(
      { id: invoice.id, version: invoice.version, bookedOn },
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
      title={offered ? later.title : t(`issueTitle.${what}`)}
      text={offered ? later.text : t(`issueText.${what}`)}
    >
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          send(offered ?? undefined);
        }}
        className="flex flex-col gap-3"
      >
        {invoice.missing.length > 0 && <p className="text-sm text-warn">{t('issueIncomplete')}</p>}
        <DeedFoot
          key={offered}
          focused={offered !== null}
          messages={late ? [] : [...Object.values(byField), ...rest]}
          confirm={offered ? later.book : t(bought ? 'deed.book' : 'deed.issue')}
          busy={issue.isPending}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
