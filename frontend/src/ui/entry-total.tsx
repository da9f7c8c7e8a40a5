import { type Decimal, negated } from '@/lib/money';
import { Amount } from './amount';

interface EntryTotalProps {
  entry: {
    total: Decimal;
    document_kind?: 'invoice' | 'credit_note' | 'receipt' | null;
    reverses_id?: string | null;
  };
  currency?: string;
}

/** What an entry comes to: below zero where it takes back, as a credit note does and a reversal; both together add again. */
export function EntryTotal({ entry, currency }: EntryTotalProps) {
  const takesBack = (entry.document_kind === 'credit_note') !== Boolean(entry.reverses_id);
  return <Amount value={takesBack ? negated(entry.total) : entry.total} currency={currency} />;
}
