import { Link, useNavigate } from '@tanstack/react-router';
import { Pause, Play, Trash2, Zap } from 'lucide-react';
import { useState } from 'react';
import type { RecurringEntryRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button, buttonClass, IconButton } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { useRemoveRecurring, useReviseRecurring, useRunRecurring } from './mutations';

interface RecurringActionsProps {
  recurring: RecurringEntryRead;
  /** One of these made a version of it. */
  onChanged: (before: number, after: number) => void;
}

/** Book what is due now, pause it, take it up again, remove it. */
export function RecurringActions({ recurring, onChanged }: RecurringActionsProps) {
  const t = useT('books');
  const navigate = useNavigate();
  const revise = useReviseRecurring(false);
  const run = useRunRecurring();
  const remove = useRemoveRecurring();
  const [asking, setAsking] = useState(false);
  if (!useMay()('ledger:post')) return null;
  return (
    <>
      {recurring.last_entry_id && (
        <Link
          to="/journal/$entryId"
          params={{ entryId: recurring.last_entry_id }}
          className={buttonClass('secondary', 'sm')}
        >
          {t('lastEntry')}
        </Link>
      )}
      <Button
        size="sm"
        icon={Zap}
        busy={run.isPending}
        onClick={() =>
          run.mutate(recurring.id, {
            onSuccess: ({ made }) => {
              onChanged(recurring.version, recurring.version + made.length);
              toast({ tone: 'done', title: t('madeNow', { count: made.length }) });
            },
          })
        }
      >
        {t('runNow')}
      </Button>
      <Button
        size="sm"
        icon={recurring.is_active ? Pause : Play}
        busy={revise.isPending}
        onClick={() =>
          revise.mutate(
            { id: recurring.id, seen: recurring.version, change: { is_active: !recurring.is_active } },
            { onSuccess: ({ version }) => onChanged(recurring.version, version) },
          )
        }
      >
        {t(recurring.is_active ? 'pause' : 'resume')}
      </Button>
      <IconButton label={t('remove')} icon={Trash2} onClick={() => setAsking(true)} />
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('removeTitle', { name: recurring.name })}
        text={t('removeRecurringText')}
        confirm={t('remove')}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(recurring, {
            onSuccess: () => {
              toast({ tone: 'done', title: t('removed') });
              void navigate({ to: '/books/recurring', ignoreBlocker: true });
            },
          })
        }
      />
    </>
  );
}
