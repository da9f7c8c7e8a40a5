import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WebhookMake, WebhookRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import { useReviseWebhook } from './mutations';
import { webhookOptions } from './queries';
import { WebhookForm } from './webhook-form';

interface EditWebhookDialogProps {
  open: boolean;
  webhook: WebhookRead;
  onClose: () => void;
}

/** Changes one webhook; what a colleague changed meanwhile is shown before anything is overwritten. */
export default function EditWebhookDialog({ open, webhook, onClose }: EditWebhookDialogProps) {
  const t = useT('webhooks');
  return (
    <Dialog open={open} onOpenChange={(now) => !now && onClose()} title={t('editTitle')} wide>
      <EditForm webhook={webhook} onClose={onClose} />
    </Dialog>
  );
}

function EditForm({ webhook, onClose }: Omit<EditWebhookDialogProps, 'open'>) {
  const t = useT('webhooks');
  const client = useQueryClient();
  const revise = useReviseWebhook(webhook.id);
  /** What the form began with: a version that arrives while somebody types must not pass for the one they saw. */
  const [seen, setSeen] = useState(webhook);
  const [mine, setMine] = useState<Required<WebhookMake> | null>(null);
  const conflict = revise.isError && asApiError(revise.error).status === 412;

  function save(change: Required<WebhookMake>, version: number) {
    setMine(change);
    revise.mutate(
      { seen: version, change },
      {
        onSuccess: () => {
          toast({ tone: 'done', title: t('saved') });
          onClose();
        },
      },
    );
  }

  const latest = () => client.fetchQuery({ ...webhookOptions(webhook.id), staleTime: 0 });

  async function takeTheirs() {
    const theirs = await latest();
    revise.reset();
    setSeen(theirs);
  }

  async function keepMine() {
    const theirs = await latest();
    if (mine) save(mine, theirs.version);
  }

  return (
    <WebhookForm
      key={seen.version}
      start={{ url: seen.url, description: seen.description, events: seen.events as WebhookMake['events'] }}
      action={t('save')}
      busy={revise.isPending}
      error={revise.error}
      notice={
        conflict && (
          <Notice
            tone="warn"
            title={t('conflict')}
            alert
            action={
              <>
                <Button size="sm" onClick={() => void takeTheirs()}>
                  {t('takeTheirs')}
                </Button>
                <Button size="sm" busy={revise.isPending} onClick={() => void keepMine()}>
                  {t('keepMine')}
                </Button>
              </>
            }
          >
            {t('conflictText')}
          </Notice>
        )
      }
      onSend={(change) => save(change, seen.version)}
      onCancel={onClose}
    />
  );
}
