import { useT } from '@/i18n/i18n';
import { Badge, type Tone } from '@/ui/badge';
import type { InvoiceState, Kind } from './invoice-types';

const TONES: Record<InvoiceState, Tone> = {
  draft: 'neutral',
  issued: 'neutral',
  sent: 'neutral',
  partly_paid: 'warn',
  paid: 'good',
  overdue: 'bad',
  credited: 'neutral',
  settled: 'neutral',
  reversed: 'neutral',
  accepted: 'good',
  declined: 'neutral',
  expired: 'warn',
  invoiced: 'good',
};

/** The only way to show in which state an invoice or quote is. */
export function InvoiceStatus({ of }: { of: InvoiceState }) {
  const t = useT('invoices');
  return <Badge tone={TONES[of]}>{t(`state.${of}`)}</Badge>;
}

/** What it is, where it is not a plain invoice. */
export function InvoiceKind({ of }: { of: Kind }) {
  const t = useT('invoices');
  if (of === 'invoice') return null;
  return <Badge tone="neutral">{t(`kinds.${of}`)}</Badge>;
}
