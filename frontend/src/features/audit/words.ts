import type { AuditEventRead } from '@/api/gen/types.gen';
import { useMembers } from '@/api/members';
import { useEventName } from '@/i18n/event-name';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { useRoleText } from '@/i18n/permissions';
import { inWords } from '@/lib/dates';
import { changesOf, gistOf, namesOf, subjectOf, written } from './telling';

type Told = Pick<AuditEventRead, 'name' | 'payload' | 'actor' | 'about'>;

const slug = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '_');

/** The log in plain words. What we have no words for is shown as it was recorded. */
export function useEventWords() {
  const t = useT('audit');
  const what = useEventName();
  const role = useRoleText();
  const members = useMembers();
  const locale = useFormatLocale();

  function known(key: string, otherwise: string): string {
    const found = key as Parameters<typeof t.has>[0];
    return t.has(found) ? t(found as 'title') : otherwise;
  }

  const nameOf = (id: string) => members.find((member) => member.id === id)?.full_name ?? t('formerMember');

  return {
    /** What happened: "Document approved". */
    what,
    /** Who did it. */
    who: ({ actor }: Pick<AuditEventRead, 'actor'>) => (actor ? (actor.name ?? t('formerMember')) : t('system')),
    nameOf,
    /** What tells it apart: what it is about, a number, a reason, the person it is about, a change. */
    gist: (event: Told) => {
      const about = subjectOf(event);
      const [change, ...more] = changesOf(event);
      const parts = [
        namesOf(event),
        about && nameOf(about),
        !change && known(`reason.${slug(gistOf(event))}`, gistOf(event)),
        meaning('role', event.payload.role),
        change && more.length === 0 && oneChange(change.name, change.before, change.after),
        change && more.length > 0 && t('changes', { count: more.length + 1 }),
      ];
      return parts.filter(Boolean).join(' · ');
    },
    /** The name of something that was written down about an event. */
    fact: (name: string) => known(`fact.${name}`, name.replaceAll('_', ' ')),
    /** A value as people write it: a role, a reason, a state, a moment. */
    value: legible,
  };

  function meaning(name: string, value: unknown): string | null {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (name === 'reasons' && Array.isArray(value)) return value.map((one) => known(`gap.${one}`, one)).join(', ');
    if (typeof value !== 'string') return null;
    if (name === 'role') return role.name(value);
    const kind = {
      reason: 'reason',
      status: 'status',
      language: 'language',
      second_factor: 'factor',
      after: 'guesses',
    }[name];
    return kind ? known(`${kind}.${slug(value)}`, value) : null;
  }

  function legible(name: string, value: unknown): string {
    return meaning(name, value) ?? inWords(written(value), locale);
  }

  function oneChange(name: string, before: unknown, after: unknown): string {
    const from = legible(name, before);
    const to = legible(name, after);
    const fact = known(`fact.${name}`, name.replaceAll('_', ' '));
    const fits = from.length + to.length < 60 && !`${from}${to}`.includes('\n');
    if (!fits) return fact;
    return `${fact}: ${from || '–'} → ${to || '–'}`;
  }
}
