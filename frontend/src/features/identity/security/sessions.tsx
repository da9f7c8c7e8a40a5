import { useQuery } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { useRef } from 'react';
import type { SessionRead } from '@/api/gen/types.gen';
import { useFailure } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { deviceOf } from '@/lib/device-name';
import { toast } from '@/lib/toasts';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { InstantText } from '@/ui/date-text';
import { ErrorState } from '@/ui/error-state';
import { SkeletonRows } from '@/ui/skeleton';
import { useEndOtherSessions, useEndSession } from './mutations';
import { sessionsOptions } from './queries';

/** Where one is signed in, and a way to end it there. */
export function Sessions() {
  const t = useT('security');
  const failure = useFailure();
  const sessions = useQuery(sessionsOptions());
  const endOthers = useEndOtherSessions();
  const list = useRef<HTMLUListElement>(null);
  const rows = [...(sessions.data ?? [])].sort((one, other) => Number(other.current) - Number(one.current));
  const others = rows.filter((row) => !row.current).length;
  const toList = () => list.current?.focus();

  return (
    <Card
      title={t('sessions.title')}
      padded={false}
      aside={
        others > 0 && (
          <Button
            size="sm"
            variant="danger"
            busy={endOthers.isPending}
            onClick={() =>
              endOthers.mutate(undefined, {
                onSuccess: () => {
                  toast({ tone: 'done', title: t('sessions.endedOthers', { count: others }) });
                  toList();
                },
                onError: () => toast({ tone: 'problem', title: t('sessions.endFailed') }),
              })
            }
          >
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      {sessions.isPending && <SkeletonRows rows={2} height="h-16" />}
      {sessions.isError && (
        <ErrorState title={t('loadFailed')} {...failure(sessions.error)} onRetry={() => void sessions.refetch()} />
      )}
      <ul ref={list} tabIndex={-1} aria-label={t('sessions.title')} className="outline-none">
        {rows.map((row) => (
          <Row key={row.id} row={row} onEnded={toList} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ row, onEnded }: { row: SessionRead; onEnded: () => void }) {
  const t = useT('security');
  const end = useEndSession();
  const { browser, system, phone } = deviceOf(row.user_agent);
  const name = [browser ?? t('sessions.unknown'), system].filter(Boolean).join(' · ');
  const Icon = phone ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-3 border-b border-line px-4 py-3 last:border-0">
      <Icon size={20} aria-hidden className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="truncate" title={row.user_agent ?? undefined}>
            {name}
          </span>
          {row.current && <Badge tone="good">{t('sessions.current')}</Badge>}
        </p>
        <p className="text-sm text-muted">
          {t.rich('sessions.seen', { when: () => <InstantText at={row.last_seen_at} /> })}
          {[row.ip, row.company].filter(Boolean).map((fact) => ` · ${fact}`)}
          {' · '}
          {t.rich('sessions.ends', { when: () => <InstantText at={row.ends_at} exact /> })}
        </p>
      </div>
      {!row.current && (
        <Button
          size="sm"
          aria-label={t('sessions.endThat', { name })}
          busy={end.isPending}
          onClick={() =>
            end.mutate(row.id, {
              onSuccess: () => {
                toast({ tone: 'done', title: t('sessions.ended', { name }) });
                onEnded();
              },
              onError: () => toast({ tone: 'problem', title: t('sessions.endFailed') }),
            })
          }
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}
