import { useNavigate } from '@tanstack/react-router';
import { ChevronsUpDown } from 'lucide-react';
import { useMe } from '@/api/me';
import { dropUploads } from '@/features/documents/upload-queue';
import { useSwitchTenant } from '@/features/identity/mutations';
import { useT } from '@/i18n/i18n';
import { Menu, MenuChoice } from '@/ui/menu';

/** In whose books we are, and the way to the others. */
export function TenantMenu() {
  const t = useT('shell');
  const me = useMe();
  const navigate = useNavigate();
  const change = useSwitchTenant();
  if (!me) return null;
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t('company', { name: me.tenant.name })}
          className="flex h-10 min-w-0 items-center gap-2.5 rounded-md px-2 text-left hover:bg-sunken data-popup-open:bg-sunken"
        >
          <span
            aria-hidden
            className="grid size-6 shrink-0 place-items-center rounded bg-accent text-xs font-semibold text-accent-ink"
          >
            {me.tenant.name.slice(0, 1).toUpperCase()}
          </span>
          <span className="min-w-0 flex-1 truncate font-semibold">{me.tenant.name}</span>
          <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-muted" />
        </button>
      }
    >
      <MenuChoice
        title={t('companies')}
        value={me.tenant.id}
        choices={me.tenants.map((tenant) => ({ value: tenant.id, label: tenant.name }))}
        onChange={(id) => {
          if (id === me.tenant.id) return;
          dropUploads();
          change.mutate(id, { onSuccess: () => void navigate({ to: '/' }) });
        }}
      />
    </Menu>
  );
}
