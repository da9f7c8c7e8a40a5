import { ChevronsUpDown, EyeOff, Menu } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useMe } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { usePrivacy } from '@/lib/preferences';

const LOOK =
  'flex h-10 min-w-0 items-center gap-2.5 rounded-md px-2 text-left hover:bg-sunken data-popup-open:bg-sunken';

/** A place in the bar at the bottom of a phone. */
export const TAB =
  'flex h-14 min-w-0 flex-col items-center justify-center gap-1 text-2xs text-muted data-[status=active]:font-medium data-[status=active]:text-accent';

/** What opens the list of companies; also stands there while the list is being fetched. */
export function TenantButton(props: ComponentProps<'button'>) {
  const t = useT('shell');
  const name = useMe()?.tenant.name ?? '';
  return (
    <button type="button" {...props} aria-label={t('company', { name })} className={LOOK}>
      <span
        aria-hidden
        className="grid size-6 shrink-0 place-items-center rounded bg-accent text-xs font-semibold text-accent-ink"
      >
        {name.slice(0, 1).toUpperCase()}
      </span>
      <span className="min-w-0 flex-1 truncate font-semibold">{name}</span>
      <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-muted" />
    </button>
  );
}

/** What opens the person's menu; also stands there while the menu is being fetched. */
export function UserButton({ compact, ...props }: ComponentProps<'button'> & { compact: boolean }) {
  const t = useT('shell');
  const privacy = usePrivacy();
  const name = useMe()?.full_name ?? '';
  const initials = name
    .split(/\s+/)
    .map((part) => part.slice(0, 1))
    .slice(0, 2)
    .join('')
    .toUpperCase();
  return (
    <button type="button" {...props} aria-label={t('account', { name })} className={LOOK}>
      <span
        aria-hidden
        className="grid size-7 shrink-0 place-items-center rounded-full bg-sunken text-2xs font-semibold text-muted"
      >
        {initials}
      </span>
      {!compact && <span className="min-w-0 flex-1 truncate text-sm">{name}</span>}
      {privacy && <EyeOff size={14} aria-hidden className="shrink-0 text-muted" />}
    </button>
  );
}

/** What opens the other pages on a phone; also stands there while their list is being fetched. */
export function MoreButton({ current = false, ...props }: ComponentProps<'button'> & { current?: boolean }) {
  const t = useT('nav');
  return (
    <button type="button" {...props} data-status={current ? 'active' : undefined} className={TAB}>
      <Menu size={19} aria-hidden />
      <span className="max-w-full truncate px-1">{t('more')}</span>
    </button>
  );
}
