import { ChevronRight, Trash2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { ApiKeyRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { dayOfInstant } from '@/lib/instants';
import { toast } from '@/lib/toasts';
import { Badge, type Tone } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { DateText, InstantText } from '@/ui/date-text';
import { type KeyState, stateOf, useRevokeKey } from './queries';
import { useScopeWords } from './scope-words';

const COLUMNS =
  'grid grid-cols-[1.25rem_minmax(0,1.4fr)_minmax(0,1fr)_7.5rem_7.5rem_6rem] items-center gap-3 max-md:grid-cols-[1.25rem_minmax(0,1fr)_auto]';
const TONES: Record<KeyState, Tone> = { active: 'good', expired: 'warn', revoked: 'neutral' };
const SOON = 14 * 86_400_000;

interface KeyListProps {
  rows: readonly ApiKeyRead[];
  mayRevoke: boolean;
}

/** Keys that open to show all they may. */
export function KeyList({ rows, mayRevoke }: KeyListProps) {
  const t = useT('apiKeys');
  const [ending, setEnding] = useState<ApiKeyRead | null>(null);
  const [asking, setAsking] = useState(false);
  const revoke = useRevokeKey();
  return (
    <>
      <div
        aria-hidden
        className={`${COLUMNS} h-9 border-b border-line px-4 text-xs font-medium text-muted max-md:hidden`}
      >
        <span />
        <span>{t('name')}</span>
        <span>{t('may')}</span>
        <span>{t('lastUsed')}</span>
        <span>{t('expires')}</span>
        <span>{t('state')}</span>
      </div>
      <ul aria-label={t('title')}>
        {rows.map((row) => (
          <KeyRow
            key={row.id}
            row={row}
            {...(mayRevoke && !row.revoked_at
              ? {
                  onRevoke: () => {
                    setEnding(row);
                    setAsking(true);
                  },
                }
              : {})}
          />
        ))}
      </ul>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('revokeTitle', { name: ending?.name ?? '' })}
        text={t('revokeText')}
        confirm={t('revoke')}
        busy={revoke.isPending}
        onConfirm={() =>
          ending &&
          revoke.mutate(ending.id, {
            onSuccess: () => {
              setAsking(false);
              toast({ tone: 'done', title: t('revokedToast', { name: ending.name }) });
            },
          })
        }
      />
    </>
  );
}

function KeyRow({ row, onRevoke }: { row: ApiKeyRead; onRevoke?: () => void }) {
  const t = useT('apiKeys');
  const words = useScopeWords();
  const id = useId();
  const [open, setOpen] = useState(false);
  const state = stateOf(row);
  return (
    <li className="border-b border-line last:border-0">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen((now) => !now)}
        className={`${COLUMNS} min-h-15 w-full px-4 py-2 text-left -outline-offset-2 hover:bg-sunken/60 aria-expanded:bg-sunken/60`}
      >
        <ChevronRight
          size={15}
          aria-hidden
          className={`text-muted transition-transform duration-150 ${open ? 'rotate-90' : ''}`}
        />
        <span className={`min-w-0 ${state === 'active' ? '' : 'text-muted'}`}>
          <span className="block truncate font-medium">{row.name}</span>
          <span className="block truncate font-mono text-xs text-muted">{row.prefix}</span>
        </span>
        <span className="truncate text-sm max-md:hidden">{words.summary(row.scopes)}</span>
        <span className="text-sm max-md:hidden">
          <LastUsed row={row} />
        </span>
        <span className="text-sm max-md:hidden">
          <Expiry row={row} />
        </span>
        <span>
          <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
        </span>
      </button>
      <div id={id} hidden={!open} className="border-t border-line bg-bg/60 px-4 py-4 md:pl-12">
        {open && (
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
            {onRevoke && (
              <div className="mt-4">
                <Button size="sm" variant="danger" icon={Trash2} onClick={onRevoke}>
                  {t('revoke')}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </li>
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

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
