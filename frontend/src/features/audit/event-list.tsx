import type { AuditEventRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Badge } from '@/ui/badge';
import { ClockText } from '@/ui/clock-text';
import type { Column } from '@/ui/list-column';
import { useEventWords } from './words';

const ALARMING = ['audit.broken', 'session.token_reused'];

/** When, who, what, and from where. */
export function useEventColumns(): Column<AuditEventRead>[] {
  const t = useT('audit');
  const { what, who, gist } = useEventWords();
  return [
    {
      name: 'recorded_at',
      header: t('when'),
      width: '5.5rem',
      phone: 'aside',
      cell: (event) => (
        <span className="text-sm text-muted">
          <ClockText at={event.recorded_at} />
        </span>
      ),
    },
    {
      name: 'actor',
      header: t('who'),
      width: '11rem',
      phone: 'below',
      cell: (event) => (
        <span className="flex min-w-0 items-center gap-2 text-sm">
          <span className={`truncate ${event.actor ? '' : 'text-muted'}`}>{who(event)}</span>
          {event.api_key_id && <Badge tone="neutral">{t('byKey')}</Badge>}
        </span>
      ),
    },
    {
      name: 'name',
      header: t('eventFilter'),
      phone: 'title',
      cell: (event) => {
        const detail = gist(event);
        return (
          <>
            <span className={`block truncate font-medium ${ALARMING.includes(event.name) ? 'text-neg' : ''}`}>
              {what(event.name)}
            </span>
            <span className="block truncate text-sm text-muted">
              <span className="font-mono text-xs max-md:hidden">{event.name}</span>
              {detail && <span className="max-md:hidden"> · </span>}
              {detail}
            </span>
          </>
        );
      },
    },
    {
      name: 'ip',
      header: t('ip'),
      width: '9rem',
      align: 'end',
      phone: 'below',
      cell: (event) => <span className="figures block truncate text-sm text-muted">{event.ip ?? ''}</span>,
    },
  ];
}
