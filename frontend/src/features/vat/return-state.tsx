import type { Return } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge, type Tone } from '@/ui/badge';

const TONE: Record<Return['state'], Tone> = { running: 'neutral', to_close: 'warn', overdue: 'bad', closed: 'good' };

export function ReturnState({ state }: { state: Return['state'] }) {
  const t = useT('vat');
  return <Badge tone={TONE[state]}>{t(`states.${state}`)}</Badge>;
}
