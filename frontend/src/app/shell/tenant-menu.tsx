import { useNavigate } from '@tanstack/react-router';
import { Building2, Plus } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '@/api/me';
import { useSwitchTenant } from '@/features/identity/mutations';
import { useT } from '@/i18n/i18n';
import { clearLeftovers } from '@/lib/leftovers';
import { Menu, MenuChoice, MenuItem, MenuLine } from '@/ui/menu';
import { onDemand } from '@/ui/on-demand';
import { TenantButton } from './menu-buttons';

const TenantPicker = onDemand(() => import('./tenant-picker'));
const OpenCompanyDialog = onDemand(() => import('@/features/identity/open-company-dialog'));
/** As many as one sees at a glance; beyond that one types. */
const AT_A_GLANCE = 7;

/** In whose books we are, the way to the others, and to books of one's own. */
export default function TenantMenu() {
  const t = useT('shell');
  const me = useMe();
  const navigate = useNavigate();
  const change = useSwitchTenant();
  const [layer, setLayer] = useState<'picker' | 'opening' | null>(null);
  const tenants = me?.tenants ?? [];

  function go(id: string) {
    if (id === me?.tenant.id) return;
    clearLeftovers();
    change.mutate(id, { onSuccess: () => void navigate({ to: '/' }) });
  }

  return (
    <>
      <Menu trigger={<TenantButton />}>
        {tenants.length <= AT_A_GLANCE ? (
          <MenuChoice
            title={t('companies')}
            value={me?.tenant.id ?? ''}
            choices={tenants.map((tenant) => ({ value: tenant.id, label: tenant.name }))}
            onChange={go}
          />
        ) : (
          <MenuItem icon={Building2} onClick={() => setLayer('picker')}>
            {t('anotherOf', { count: tenants.length })}
          </MenuItem>
        )}
        <MenuLine />
        <MenuItem icon={Plus} onClick={() => setLayer('opening')}>
          {t('openCompany')}
        </MenuItem>
      </Menu>
      <TenantPicker open={layer === 'picker'} onClose={() => setLayer(null)} onPick={go} />
      <OpenCompanyDialog
        open={layer === 'opening'}
        onOpenChange={() => setLayer(null)}
        onOpened={() => {
          clearLeftovers();
          void navigate({ to: '/' });
        }}
      />
    </>
  );
}
