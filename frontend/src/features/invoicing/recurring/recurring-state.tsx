import { useNavigate } from '@tanstack/react-router';
import { Pause, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { RecurringRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { useRemoveRecurring, useReviseRecurring } from './mutations';

interface RecurringStateProps {
  recurring: RecurringRead;
  onSwitched: (before: number, now: RecurringRead) => void;
}

/** Switching it off for a while, and ending it; what was made stays. */
export function RecurringState({ recurring, onSwitched }: RecurringStateProps) {
  const t = useT('recurring');
  const navigate = useNavigate();
  const revise = useReviseRecurring({ quiet: false });
  const remove = useRemoveRecurring();
  const [asking, setAsking] = useState(false);
  const { id, name, is_active } = recurring;

  function setActive(on: boolean, version: number) {
    revise.mutate(
      { id, version, change: { is_active: on } },
      {
        onSuccess: (saved) => {
          onSwitched(version, saved);
          toast({
            tone: 'done',
            title: t(on ? 'resumedToast' : 'pausedToast', { name }),
            topic: `recurring-${id}`,
            action: { label: t('undo'), run: () => setActive(!on, saved.version) },
          });
        },
      },
    );
  }

  return (
    <>
      <Button
        icon={is_active ? Pause : Play}
        busy={revise.isPending}
        onClick={() => setActive(!is_active, recurring.version)}
      >
        {t(is_active ? 'pause' : 'resume')}
      </Button>
      <Button variant="danger" icon={Trash2} onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('removeTitle', { name })}
        text={t('removeText')}
        confirm={t('remove')}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(recurring, {
            onSuccess: () => {
              toast({ tone: 'done', title: t('removedToast', { name }) });
              void navigate({ to: '/invoices/recurring', ignoreBlocker: true });
            },
          })
        }
      />
    </>
  );
}
