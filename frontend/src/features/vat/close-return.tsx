import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import type { Return } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { onDemand } from '@/ui/on-demand';

const CloseDialog = onDemand(() => import('./close-dialog'));

/** The way to close a period, for who may. */
export function CloseReturn({ found, name }: { found: Return; name: string }) {
  const t = useT('vat');
  const [open, setOpen] = useState(false);
  if (!useMay()('vat:close')) return null;
  return (
    <>
      <Button variant="primary" icon={LockKeyhole} onClick={() => setOpen(true)}>
        {t('close')}
      </Button>
      <CloseDialog open={open} found={found} name={name} onClose={() => setOpen(false)} />
    </>
  );
}
