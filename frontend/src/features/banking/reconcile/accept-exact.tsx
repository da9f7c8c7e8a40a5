import { CheckCheck } from 'lucide-react';
import { useState } from 'react';
import type { BankLineRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { onDemand } from '@/ui/on-demand';

const ExactDialog = onDemand(() => import('./exact-dialog'));

/** The way to accept everything at once about which there is no doubt. */
export function AcceptExact({ lines, open }: { lines: readonly BankLineRead[]; open: number }) {
  const t = useT('banking');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button icon={CheckCheck} onClick={() => setAsking(true)}>
        {t('findExact')}
      </Button>
      <ExactDialog open={asking} lines={lines} waiting={open} onClose={() => setAsking(false)} />
    </>
  );
}
