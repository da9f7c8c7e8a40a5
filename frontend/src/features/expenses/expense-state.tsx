import type { ExpenseRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge, type Tone } from '@/ui/badge';

const TONE: Record<ExpenseRead['status'], Tone> = {
  draft: 'neutral',
  submitted: 'warn',
  approved: 'good',
  rejected: 'bad',
  reimbursed: 'good',
};

export function ExpenseState({ status }: { status: ExpenseRead['status'] }) {
  const t = useT('expenses');
  return <Badge tone={TONE[status]}>{t(`states.${status}`)}</Badge>;
}
