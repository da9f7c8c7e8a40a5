import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import { useMe } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { useRoleText } from '@/i18n/permissions';
import { matchesChoice } from '@/ui/choice';
import { CommandList } from '@/ui/command-list';

interface TenantPickerProps {
  open: boolean;
  onClose: () => void;
  onPick: (id: string) => void;
}

/** Many companies: typing a few letters finds the one. */
export default function TenantPicker({ open, onClose, onPick }: TenantPickerProps) {
  const t = useT('shell');
  const common = useT('common');
  const role = useRoleText();
  const me = useMe();
  const [typed, setTyped] = useState('');
  const items = (me?.tenants ?? [])
    .filter((tenant) => matchesChoice({ value: tenant.id, label: tenant.name }, typed))
    .map((tenant) => ({
      value: tenant.id,
      label: tenant.name,
      note: tenant.id === me?.tenant.id ? t('here') : role.name(tenant.role),
      run: () => onPick(tenant.id),
    }));
  function close() {
    onClose();
    setTyped('');
  }
  return (
    <Dialog.Root open={open} onOpenChange={(now) => !now && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Dialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center px-2 pt-[14dvh]">
          <Dialog.Popup
            aria-label={t('companies')}
            className="w-full max-w-xl animate-appear overflow-hidden rounded-xl border border-line bg-surface text-ink shadow-layer"
          >
            <CommandList
              label={t('companies')}
              placeholder={t('findCompany')}
              empty={common('nothingFound')}
              typed={typed}
              groups={items.length > 0 ? [{ title: t('companies'), items }] : []}
              onType={setTyped}
              onRun={(command) => {
                close();
                command.run();
              }}
            />
            <Dialog.Close className="sr-only">{common('close')}</Dialog.Close>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
