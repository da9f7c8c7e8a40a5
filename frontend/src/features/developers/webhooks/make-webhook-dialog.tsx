import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { WebhookMade } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { SecretDialog } from '@/ui/secret-dialog';
import { EVERYTHING } from './event-words';
import { useMakeWebhook } from './mutations';
import { VerifyHelp } from './verify-help';
import { WebhookForm } from './webhook-form';

const START = { url: '', description: '', events: [EVERYTHING as '*'] };

/** Asks where to and of what; then shows the secret once, with the code that checks a signature. */
export default function MakeWebhookDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT('webhooks');
  const navigate = useNavigate();
  const make = useMakeWebhook();
  const [made, setMade] = useState<WebhookMade | null>(null);

  function close() {
    onClose();
    make.reset();
    setMade(null);
    if (made) void navigate({ to: '/settings/webhooks/$webhookId', params: { webhookId: made.id } });
  }

  return (
    <SecretDialog
      open={open}
      onClose={close}
      title={t('make')}
      text={t('makeText')}
      secret={made?.secret ?? null}
      given={{
        title: t('madeTitle'),
        label: t('secret'),
        use: made && <VerifyHelp secret={made.secret} url={made.url} />,
      }}
    >
      <WebhookForm
        start={START}
        action={t('makeAction')}
        busy={make.isPending}
        error={make.error}
        onSend={(body) => make.mutate(body, { onSuccess: setMade })}
        onCancel={close}
      />
    </SecretDialog>
  );
}
