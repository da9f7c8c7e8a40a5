import { Link } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import type { AuditEventRead } from '@/api/gen/types.gen';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { formatDay } from '@/lib/dates';
import { grouped } from '@/lib/grouped';
import { useHotkeys } from '@/lib/hotkeys';
import { dayOfInstant } from '@/lib/instants';
import { Badge } from '@/ui/badge';
import { ClockText } from '@/ui/clock-text';
import { useEventWords } from './words';

const COLUMNS =
  'grid grid-cols-[5.5rem_11rem_minmax(0,1fr)_9rem] items-center gap-4 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-0';

/** Events by day, latest first; J and K move, Enter opens one beside the list. */
export function EventList({ rows, footer }: { rows: readonly AuditEventRead[]; footer: ReactNode }) {
  const t = useT('audit');
  const keys = useT('keys');
  const locale = useFormatLocale();
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1);

  function move(to: number) {
    const next = Math.min(rows.length - 1, Math.max(0, to));
    setAt(next);
    list.current?.querySelectorAll<HTMLAnchorElement>('li > a')[next]?.focus();
  }
  useHotkeys([
    { keys: 'j', label: keys('nextRow'), group: keys('lists'), run: () => move(at + 1) },
    { keys: 'k', label: keys('previousRow'), group: keys('lists'), run: () => move(at - 1) },
  ]);

  return (
    <div ref={list} className="flex flex-col gap-4">
      {[...grouped(rows, (row) => dayOfInstant(row.recorded_at))].map(([day, events]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className="mb-1.5 text-sm font-semibold first-letter:uppercase">
            {formatDay(day, locale, { dateStyle: 'full' })}
          </h2>
          <ul
            aria-label={t('eventsOf', { day: formatDay(day, locale) })}
            className="overflow-hidden rounded-lg border border-line bg-surface"
          >
            {events.map((event) => (
              <EventRow key={event.sequence} event={event} onFocus={() => setAt(rows.indexOf(event))} />
            ))}
          </ul>
        </section>
      ))}
      {footer}
    </div>
  );
}

function EventRow({ event, onFocus }: { event: AuditEventRead; onFocus: () => void }) {
  const t = useT('audit');
  const { what, who, gist } = useEventWords();
  const detail = gist(event);
  const alarming = event.name === 'audit.broken' || event.name === 'session.token_reused';
  return (
    <li className="border-b border-line last:border-0">
      <Link
        to="/audit"
        data-sequence={event.sequence}
        search={(now) => ({ ...now, open: event.sequence })}
        resetScroll={false}
        onFocus={onFocus}
        className={`${COLUMNS} min-h-13 px-4 py-1.5 -outline-offset-2 hover:bg-sunken/60`}
      >
        <span className="text-sm text-muted max-md:order-2">
          <ClockText at={event.recorded_at} />
        </span>
        <span className="flex min-w-0 items-center gap-2 text-sm max-md:order-3">
          <span className={`truncate ${event.actor ? '' : 'text-muted'}`}>{who(event)}</span>
          {event.api_key_id && <Badge tone="neutral">{t('byKey')}</Badge>}
        </span>
        <span className="min-w-0 max-md:order-1">
          <span className={`block truncate font-medium ${alarming ? 'text-neg' : ''}`}>{what(event.name)}</span>
          <span className="block truncate text-sm text-muted">
            <span className="font-mono text-xs max-md:hidden">{event.name}</span>
            {detail && <span className="max-md:hidden"> · </span>}
            {detail}
          </span>
        </span>
        <span className="figures truncate text-right text-sm text-muted max-md:order-4">{event.ip ?? ''}</span>
      </Link>
    </li>
  );
}
