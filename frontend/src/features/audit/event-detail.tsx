import type { ReactNode } from 'react';
import type { AuditEventRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { deviceOf } from '@/lib/device-name';
import { usePrivacy } from '@/lib/preferences';
import { ExactInstant } from '@/ui/clock-text';
import { CopyButton } from '@/ui/copy-button';
import { ScrollText } from '@/ui/scroll-text';
import type { AuditFilter } from './audit-search';
import { ChangeTable, Value } from './change-table';
import { ConcernedLinks } from './concerned-links';
import { factsOf, payloadText, subjectOf } from './telling';
import { useEventWords } from './words';

const KEY_ENDING = 8;

/** Who, when, from where; what changed and what else was written down; and what proves it. */
export default function EventDetail({
  event,
  onNarrow,
}: {
  event: AuditEventRead;
  onNarrow: (filter: AuditFilter) => void;
}) {
  const t = useT('audit');
  const { who, nameOf, fact } = useEventWords();
  const hidden = usePrivacy();
  const about = subjectOf(event);
  const facts = factsOf(event);
  const { actor, api_key_id: key, ip, user_agent: agent, request_id: request } = event;
  return (
    <div className="flex flex-col gap-5">
      <ConcernedLinks event={event} />
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2.5 text-sm max-sm:grid-cols-[6rem_minmax(0,1fr)]">
        <Fact label={t('who')}>
          {actor ? (
            <Narrow onClick={() => onNarrow({ person: actor.id })} title={t('allOfPerson')}>
              {who(event)}
            </Narrow>
          ) : (
            t('systemText')
          )}
        </Fact>
        {about && <Fact label={t('about')}>{nameOf(about)}</Fact>}
        {event.about.map(({ type, id, name }) => (
          <Fact key={id} label={t(`concerns.${type}`)}>
            {name}
          </Fact>
        ))}
        <Fact label={t('when')}>
          <ExactInstant at={event.recorded_at} />
        </Fact>
        {key && (
          <Fact label={t('with')}>
            {t('apiKey')} <span className="font-mono text-xs">…{key.replaceAll('-', '').slice(-KEY_ENDING)}</span>
          </Fact>
        )}
        {ip && (
          <Fact label={t('ip')}>
            <Narrow onClick={() => onNarrow({ q: ip })} title={t('allFromHere')}>
              <span className="figures">{ip}</span>
            </Narrow>
          </Fact>
        )}
        {agent && (
          <Fact label={t('device')}>
            {deviceName(agent) ?? t('unknownDevice')}
            <span className="mt-0.5 block text-xs break-words text-muted">{agent}</span>
          </Fact>
        )}
        {request && (
          <Fact label={t('request')}>
            <span className="flex items-start gap-1">
              <Narrow onClick={() => onNarrow({ q: request })} title={t('allOfRequest')}>
                <span className="font-mono text-xs break-all">{request}</span>
              </Narrow>
              <CopyButton small text={request} what={t('request')} />
            </span>
          </Fact>
        )}
        {facts.map(([name, value]) => (
          <Fact key={name} label={fact(name)}>
            <Value name={name} value={value} />
          </Fact>
        ))}
        <Fact label={t('hash')}>
          <span className="flex items-start gap-1">
            <span className="min-w-0 font-mono text-xs break-all text-muted">{event.hash}</span>
            <CopyButton small text={event.hash} what={t('hash')} />
          </span>
        </Fact>
      </dl>
      <ChangeTable event={event} />
      <details className="text-sm">
        <summary className="w-fit rounded text-muted hover:text-ink">{t('asRecorded')}</summary>
        <ScrollText label={t('asRecorded')} className="mt-2 max-h-80 rounded-md bg-sunken p-3">
          {payloadText(event.payload, hidden)}
        </ScrollText>
      </details>
    </div>
  );
}

function deviceName(agent: string): string | null {
  const { browser, system } = deviceOf(agent);
  return [browser, system].filter(Boolean).join(', ') || null;
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted first-letter:uppercase">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

/** A value that shows everything else it stands in. */
function Narrow({ onClick, title, children }: { onClick: () => void; title: string; children: ReactNode }) {
  return (
    <button
      type="button"
      title={title}
      onClick={onClick}
      className="rounded text-left text-accent underline-offset-2 hover:underline"
    >
      {children}
    </button>
  );
}
