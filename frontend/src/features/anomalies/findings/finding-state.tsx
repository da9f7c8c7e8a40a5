import type { FindingRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge, type Tone } from '@/ui/badge';

const TONE: Record<FindingRead['status'], Tone> = {
  open: 'warn',
  accepted: 'good',
  explained: 'good',
  snoozed: 'neutral',
  gone: 'neutral',
};

/** How a finding stands; one that waits for somebody says so by being in the list. */
export function FindingState({ finding }: { finding: Pick<FindingRead, 'status'> }) {
  const t = useT('anomalies');
  if (finding.status === 'open') return null;
  return <Badge tone={TONE[finding.status]}>{t(`states.${finding.status}`)}</Badge>;
}
