import { Link } from '@tanstack/react-router';
import { CalendarRange, FileText, Landmark, ReceiptText, Repeat } from 'lucide-react';
import type { EntryRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { buttonClass } from '@/ui/button';
import { InvoiceLink } from '@/ui/invoice-link';

/** The way back to what an entry was made from. */
export function EntrySource({ source }: { source: EntryRead['source'] }) {
  const t = useT('ledger');
  const look = buttonClass('secondary', 'sm');
  if (!source) return null;
  const { id } = source;
  if (source.type === 'document') {
    return (
      <Link to="/documents/$documentId" params={{ documentId: id }} className={look}>
        <FileText size={14} aria-hidden />
        {t('showDocument')}
      </Link>
    );
  }
  if (source.type === 'invoice') {
    return (
      <InvoiceLink id={id} className={look}>
        <FileText size={14} aria-hidden />
        {t('showInvoice')}
      </InvoiceLink>
    );
  }
  if (source.type === 'expense') {
    return (
      <Link to="/expenses/$expenseId" params={{ expenseId: id }} className={look}>
        <ReceiptText size={14} aria-hidden />
        {t('showExpense')}
      </Link>
    );
  }
  if (source.type === 'recurring_entry') {
    return (
      <Link to="/books/recurring/$recurringId" params={{ recurringId: id }} className={look}>
        <Repeat size={14} aria-hidden />
        {t('showRecurring')}
      </Link>
    );
  }
  if (source.type === 'vat_return') {
    return (
      <Link to="/vat" className={look}>
        <Landmark size={14} aria-hidden />
        {t('showVat')}
      </Link>
    );
  }
  if (source.type === 'fiscal_year') {
    return (
      <Link to="/books/years" className={look}>
        <CalendarRange size={14} aria-hidden />
        {t('showYear')}
      </Link>
    );
  }
  return null;
}
