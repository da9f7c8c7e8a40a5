import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { KeyRound, Pause, Pencil, Play, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { WebhookRead } from '@/api/gen/types.gen';
import { asApiError } from '@/api/problem';
import { useProblemText } from '@/api/problem-text';
import { useT } from '@/i18n/i18n';
import { toast } from '@/lib/toasts';
import { Button, IconButton } from '@/ui/button';
import { Confirm } from '@/ui/confirm';
import { onDemand } from '@/ui/on-demand';
import { OPENED } from '@/ui/sheet-address';
import { usePing, useRemoveWebhook, useReviseWebhook } from './mutations';
import { webhookKeys } from './queries';

const EditWebhookDialog = onDemand(() => import('./edit-webhook-dialog'));
const RotateSecretDialog = onDemand(() => import('./rotate-secret-dialog'));
const route = getRouteApi('/_app/settings/webhooks/$webhookId');

type Asking = 'edit' | 'rotate' | 'remove';

/** Try it, pause it, change it, give it another secret, remove it. */
export function WebhookActions({ webhook }: { webhook: WebhookRead }) {
  const t = useT('webhooks');
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const problemText = useProblemText();
  const ping = usePing(webhook.id);
  const revise = useReviseWebhook(webhook.id);
  const remove = useRemoveWebhook();
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);

  function tryIt() {
    ping.mutate(undefined, {
      // Opens what was sent: whether it arrives shows there by itself.
      onSuccess: ({ id }) => void navigate({ search: { delivery: id }, state: OPENED, resetScroll: false }),
    });
  }

  function toggle() {
    const change = { is_active: !webhook.is_active };
    revise.mutate(
      { seen: webhook.version, change },
      {
        onSuccess: (now) => toast({ tone: 'done', title: t(now.is_active ? 'resumed' : 'pausedToast') }),
        onError: (reason) => {
          const error = asApiError(reason);
          if (error.status === 412) void client.invalidateQueries({ queryKey: webhookKeys.one(webhook.id) });
          toast({ tone: 'problem', title: problemText(error.problem.errors[0]) });
        },
      },
    );
  }

  return (
    <div className="flex flex-wrap gap-2 max-md:w-full">
      <Button size="sm" variant="primary" icon={Send} busy={ping.isPending} onClick={tryIt}>
        {t('ping')}
      </Button>
      <Button size="sm" icon={webhook.is_active ? Pause : Play} busy={revise.isPending} onClick={toggle}>
        {t(webhook.is_active ? 'pause' : 'resume')}
      </Button>
      <Button size="sm" icon={Pencil} onClick={() => setAsking('edit')}>
        {t('edit')}
      </Button>
      <Button size="sm" icon={KeyRound} onClick={() => setAsking('rotate')}>
        {t('rotate')}
      </Button>
      <IconButton label={t('remove')} icon={Trash2} onClick={() => setAsking('remove')} />
      <EditWebhookDialog open={asking === 'edit'} webhook={webhook} onClose={close} />
      <RotateSecretDialog open={asking === 'rotate'} webhook={webhook} onClose={close} />
      <Confirm
        open={asking === 'remove'}
        onOpenChange={(open) => !open && close()}
        title={t('removeTitle')}
        text={t('removeText')}
        confirm={t('remove')}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(webhook, {
            onSuccess: () => {
              toast({ tone: 'done', title: t('removed') });
              void navigate({ to: '/settings/webhooks' });
            },
          })
        }
      />
    </div>
  );
}
