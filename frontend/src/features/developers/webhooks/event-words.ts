import { useEventName } from '@/i18n/event-name';
import { useT } from '@/i18n/i18n';

export const EVERYTHING = '*';
export const PING = 'webhook.ping';

/** Under which heading an event is chosen, by the first part of its name. */
export const SUBJECT_OF = {
  document: 'document',
  invoice: 'invoice',
  quote: 'invoice',
  expense: 'expense',
  contact: 'contact',
  entry: 'entry',
  recurring_entry: 'entry',
  fiscal_year: 'entry',
  vat: 'entry',
} as const;

export type Subject = (typeof SUBJECT_OF)[keyof typeof SUBJECT_OF];

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
