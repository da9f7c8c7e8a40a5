import { useEventName } from '@/i18n/event-name';
import { useT } from '@/i18n/i18n';

export const EVERYTHING = '*';
export const PING = 'webhook.ping';

/** What a webhook is told of, in words. */
export function useTold() {
  const t = useT('webhooks');
  const named = useEventName();
  const event = (name: string) => (name === PING ? t('pingEvent') : named(name));
  return {
    event,
    summary: (events: readonly string[]) => {
      if (events.includes(EVERYTHING)) return t('everything');
      const [only] = events;
      return events.length === 1 && only ? event(only) : t('someEvents', { count: events.length });
    },
  };
}
