import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { dropUploads } from '@/features/documents/upload-queue';
import { useSwitchTenant } from '@/features/identity/mutations';
import { useT } from '@/i18n/i18n';
import { Menu, MenuChoice } from '@/ui/menu';
import { TenantButton } from './menu-buttons';

/** In whose books we are, and the way to the others. */
export default function TenantMenu() {
  const t = useT('shell');
  const me = useMe();
  const navigate = useNavigate();
  const change = useSwitchTenant();
  return (
    <Menu trigger={<TenantButton />}>
      <MenuChoice
        title={t('companies')}
        value={me?.tenant.id ?? ''}
        choices={(me?.tenants ?? []).map((tenant) => ({ value: tenant.id, label: tenant.name }))}
        onChange={(id) => {
          if (id === me?.tenant.id) return;
          dropUploads();
          change.mutate(id, { onSuccess: () => void navigate({ to: '/' }) });
        }}
      />
    </Menu>
  );
}
