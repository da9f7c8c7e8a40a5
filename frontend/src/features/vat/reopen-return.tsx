import { LockOpen } from 'lucide-react';
import { useState } from 'react';
import type { Return } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { AskReason } from '@/ui/ask-reason';
import { Button } from '@/ui/button';
import { useReopenReturn } from './mutations';

/** Opens the last closed period again, with a reason for the audit trail. */
export function ReopenReturn({ found, name }: { found: Return; name: string }) {
  const t = useT('vat');
  const [asking, setAsking] = useState(false);
  const reopen = useReopenReturn(found.period);
  if (!useMay()('vat:close')) return null;
  return (
    <>
      <Button icon={LockOpen} onClick={() => setAsking(true)}>
        {t('reopen')}
      </Button>
      <AskReason
        open={asking}
        onOpenChange={setAsking}
        title={t('reopenTitle', { period: name })}
        text={t('reopenText')}
        suggestions={[t('reasons.forgotten'), t('reasons.mistake')]}
        confirm={t('reopen')}
        busy={reopen.isPending}
        onConfirm={(reason) =>
          reopen.mutate(
            { reason, seen: found.version },
            {
              onSuccess: () => {
                setAsking(false);
                toast({ tone: 'done', title: t('reopenedToast', { period: name }) });
              },
            },
          )
        }
      />
    </>
  );
}
