import { useT } from '@/i18n/i18n';
import { Badge, type Tone } from '@/ui/badge';
import type { Direction, InvoiceState, Kind } from './invoice-types';

const TONES: Record<InvoiceState, Tone> = {
  draft: 'neutral',
  issued: 'neutral',
  sent: 'neutral',
  partly_paid: 'warn',
  partly_settled: 'warn',
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

/** What a state is called: ours are issued, those of others are booked. */
export function useStateName(direction: Direction): (state: InvoiceState) => string {
  const t = useT('invoices');
  return (state) => t(state === 'issued' && direction === 'purchase' ? 'booked' : `state.${state}`);
}

/** The only way to show in which state an invoice or quote is. */
export function InvoiceStatus({ of, direction }: { of: InvoiceState; direction: Direction }) {
  const state = useStateName(direction);
  return <Badge tone={TONES[of]}>{state(of)}</Badge>;
}

/** What it is, where it is not a plain invoice. */
export function InvoiceKind({ of }: { of: Kind }) {
  const t = useT('invoices');
  if (of === 'invoice') return null;
  return <Badge tone="neutral">{t(`kinds.${of}`)}</Badge>;
}
