import type { DeliveryRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge, type Tone } from '@/ui/badge';

type State = DeliveryRead['status'] | 'retrying';

const TONES: Record<State, Tone> = { pending: 'neutral', retrying: 'warn', delivered: 'good', failed: 'bad' };

/** Whether it arrived; what was refused once and waits for its next attempt is told apart from what is new. */
export function DeliveryBadge({ delivery }: { delivery: Pick<DeliveryRead, 'status' | 'attempts'> }) {
  const t = useT('webhooks');
  const state: State = delivery.status === 'pending' && delivery.attempts > 0 ? 'retrying' : delivery.status;
  return (
    <Badge tone={TONES[state]} moving={state === 'pending'}>
      {t(`status.${state}`)}
    </Badge>
  );
}
