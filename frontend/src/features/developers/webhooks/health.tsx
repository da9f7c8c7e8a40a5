import type { WebhookRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge, type Tone } from '@/ui/badge';

export type Health = 'unused' | 'sending' | 'ok' | 'failing' | 'paused' | 'off' | 'gone';

const TONES: Record<Health, Tone> = {
  unused: 'neutral',
  sending: 'neutral',
  ok: 'good',
  failing: 'warn',
  paused: 'neutral',
  off: 'bad',
  gone: 'bad',
};

/** How a webhook is doing, from what is known of it. */
export function healthOf({
  is_active,
  disabled_reason,
  failing_since,
  last_delivery,
}: Pick<WebhookRead, 'is_active' | 'disabled_reason' | 'failing_since' | 'last_delivery'>): Health {
  if (!is_active) return disabled_reason === 'gone' ? 'gone' : disabled_reason ? 'off' : 'paused';
  if (failing_since || last_delivery?.status === 'failed') return 'failing';
  if (!last_delivery) return 'unused';
  return last_delivery.status === 'pending' ? 'sending' : 'ok';
}

export function HealthBadge({ webhook }: { webhook: WebhookRead }) {
  const t = useT('webhooks');
  const health = healthOf(webhook);
  return (
    <Badge tone={TONES[health]} moving={health === 'sending'}>
      {t(`health.${health}`)}
    </Badge>
  );
}
