import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { EntryShown } from '@/api/gen/types.gen';

interface EntryLinkProps {
  entry: Pick<EntryShown, 'book' | 'entry_id' | 'journal_entry_id' | 'counterparty'>;
  className?: string;
  children: ReactNode;
}

/** Leads to the invoice, the line of the bank, the expense or the posting that a finding is about. */
export function EntryLink({
  entry,
  className = 'rounded font-medium text-accent hover:underline',
  children,
}: EntryLinkProps) {
  const { book, entry_id: id, journal_entry_id: journal, counterparty } = entry;
  if (book === 'purchases' || book === 'sales')
    return (
      <Link to="/invoices/$invoiceId" params={{ invoiceId: id }} className={className}>
        {children}
      </Link>
    );
  if (book === 'expenses')
    return (
      <Link to="/expenses/$expenseId" params={{ expenseId: id }} className={className}>
        {children}
      </Link>
    );
  if (book === 'bank')
    return (
      <Link to="/bank/reconcile" search={{ tab: 'all', line: id, q: counterparty || undefined }} className={className}>
        {children}
      </Link>
    );
  return (
    <Link to="/journal/$entryId" params={{ entryId: journal ?? id }} className={className}>
      {children}
    </Link>
  );
}
