import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Leads to an invoice, a credit note or a quote, sold or bought. */
export function InvoiceLink({ id, className, children }: { id: string; className?: string; children: ReactNode }) {
  return (
    <Link
      to="/invoices/$invoiceId"
      params={{ invoiceId: id }}
      className={className ?? 'rounded hover:text-accent hover:underline'}
    >
      {children}
    </Link>
  );
}
