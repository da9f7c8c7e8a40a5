import type { FormEvent, ReactNode } from 'react';
import type { InvoiceShown } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Dialog } from '@/ui/dialog';
import { DeedFoot } from './invoice/deed-foot';
import { DraftLacks } from './lacks';

export interface IssueQuestionProps {
  open: boolean;
  onClose: () => void;
  invoice: InvoiceShown;
  onIssue: () => void;
  /** Why it was refused. */
  messages?: readonly string[];
  busy?: boolean;
  /** The button that asked. */
  returnTo?: () => HTMLElement | null;
  /** What is asked instead, where its own day is closed. */
  later?: { title: string; text: string; book: string } | undefined;
  /** What else is asked. */
  children?: ReactNode;
}

/** Before a draft becomes an invoice: what happens, since only a credit note takes it back, and what it still lacks. */
export default function IssueQuestion(props: IssueQuestionProps) {
  const { open, onClose, invoice, onIssue, messages = [], busy = false, later, returnTo, children } = props;
  const t = useT('invoices');
  const bought = invoice.direction === 'purchase';
  const what = invoice.kind === 'quote' ? 'quote' : bought ? 'purchase' : 'sale';
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && onClose()}
      title={later?.title ?? t(`issueTitle.${what}`)}
      text={later?.text ?? t(`issueText.${what}`)}
      {...(returnTo && { returnTo })}
    >
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onIssue();
        }}
        className="flex flex-col gap-3"
      >
        <DraftLacks invoice={invoice} />
        {children}
        <DeedFoot
          key={later?.book}
          focused
          messages={messages}
          confirm={later?.book ?? t(bought ? 'deed.book' : 'deed.issue')}
          busy={busy}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
