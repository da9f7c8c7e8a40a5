import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ApiKeyRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { dayOfInstant } from '@/lib/instants';
import { toast } from '@/lib/toasts';
import { Badge, type Tone } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { DateText, InstantText } from '@/ui/date-text';
import { Fact } from '@/ui/fact';
import type { Column } from '@/ui/list-column';
import { type KeyState, stateOf, useRevokeKey } from './queries';
import { useScopeWords } from './scope-words';

const TONES: Record<KeyState, Tone> = { active: 'good', expired: 'warn', revoked: 'neutral' };
const SOON = 14 * 86_400_000;

/** What a key is called, what it may, and how it stands. */
export function useKeyColumns(): Column<ApiKeyRead>[] {
  const t = useT('apiKeys');
  const words = useScopeWords();
  return [
    {
      name: 'name',
      header: t('name'),
      width: 'minmax(0, 1.4fr)',
      phone: 'title',
      cell: (row) => (
        <span className={stateOf(row) === 'active' ? '' : 'text-muted'}>
          <span className="block truncate font-medium">{row.name}</span>
          <span className="block truncate font-mono text-xs text-muted">{row.prefix}</span>
        </span>
      ),
    },
    {
      name: 'scopes',
      header: t('may'),
      cell: (row) => <span className="block truncate text-sm">{words.summary(row.scopes)}</span>,
    },
    {
      name: 'last_used_at',
      header: t('lastUsed'),
      width: '7.5rem',
      cell: (row) => (
        <span className="text-sm">
          <LastUsed row={row} />
        </span>
      ),
    },
    {
      name: 'expires_at',
      header: t('expires'),
      width: '7.5rem',
      cell: (row) => (
        <span className="text-sm">
          <Expiry row={row} />
        </span>
      ),
    },
    {
      name: 'status',
      header: t('state'),
      width: '6rem',
      phone: 'aside',
      cell: (row) => <Badge tone={TONES[stateOf(row)]}>{t(`states.${stateOf(row)}`)}</Badge>,
    },
  ];
}

/** All a key may, who made it, and the way to end it. */
export function KeyDetail({ row, mayRevoke }: { row: ApiKeyRead; mayRevoke: boolean }) {
  const t = useT('apiKeys');
  const words = useScopeWords();
  return (
    <>
      <dl className="grid grid-cols-[9rem_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm max-sm:grid-cols-[6.5rem_minmax(0,1fr)]">
        {words.byArea(row.scopes).map(([area, scopes]) => (
          <Fact key={area} label={words.area(area)}>
            {scopes.map(words.scope).join(' · ')}
          </Fact>
        ))}
        <Fact label={t('madeBy')}>
          {row.created_by ?? t('formerMember')} · <InstantText at={row.created_at} exact />
        </Fact>
        <Fact label={t('lastUsed')}>
          <LastUsed row={row} exact />
        </Fact>
        <Fact label={t('expires')}>
          <Expiry row={row} />
        </Fact>
        {row.revoked_at && (
          <Fact label={t('states.revoked')}>
            <InstantText at={row.revoked_at} exact />
          </Fact>
        )}
      </dl>
      {mayRevoke && !row.revoked_at && <RevokeKey row={row} />}
    </>
  );
}

function RevokeKey({ row }: { row: ApiKeyRead }) {
  const t = useT('apiKeys');
  const [asking, setAsking] = useState(false);
  const revoke = useRevokeKey();
  return (
    <div className="mt-4">
      <Button size="sm" variant="danger" icon={Trash2} onClick={() => setAsking(true)}>
        {t('revoke')}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('revokeTitle', { name: row.name })}
        text={t('revokeText')}
        confirm={t('revoke')}
        busy={revoke.isPending}
        onConfirm={() =>
          revoke.mutate(row.id, {
            onSuccess: () => {
              setAsking(false);
              toast({ tone: 'done', title: t('revokedToast', { name: row.name }) });
            },
          })
        }
      />
    </div>
  );
}

function LastUsed({ row, exact = false }: { row: ApiKeyRead; exact?: boolean }) {
  const t = useT('apiKeys');
  if (!row.last_used_at) return <span className="text-muted">{t('neverUsed')}</span>;
  return <InstantText at={row.last_used_at} exact={exact} />;
}

/** The last day it works; marked while that is near. */
function Expiry({ row }: { row: ApiKeyRead }) {
  const t = useT('apiKeys');
  if (!row.expires_at) return <span className="text-muted">{t('neverExpires')}</span>;
  const end = new Date(row.expires_at).getTime();
  const soon = stateOf(row) === 'active' && end - Date.now() < SOON;
  return (
    <span className={soon ? 'text-warn' : ''}>
      <DateText day={dayOfInstant(new Date(end - 1).toISOString())} />
      {soon && <span className="block text-xs">{t('soon')}</span>}
    </span>
  );
}
