import { useState } from 'react';
import type { SecretRotated, WebhookRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { InstantText } from '@/ui/date-text';
import { SecretDialog } from '@/ui/secret-dialog';
import { useRotateSecret } from './mutations';
import { VerifyHelp } from './verify-help';

interface RotateSecretDialogProps {
  open: boolean;
  webhook: WebhookRead;
  onClose: () => void;
}

/** Another secret; the old one signs too for a day, so that the receiver can change over without losing a message. */
export default function RotateSecretDialog({ open, webhook, onClose }: RotateSecretDialogProps) {
  const t = useT('webhooks');
  const common = useT('common');
  const rotate = useRotateSecret(webhook.id);
  const [made, setMade] = useState<SecretRotated | null>(null);

  function close() {
    onClose();
    setMade(null);
  }

  return (
    <SecretDialog
      open={open}
      onClose={close}
      title={t('rotateTitle')}
      text={t('rotateText')}
      secret={made?.secret ?? null}
      given={{
        title: t('rotated'),
        label: t('secret'),
        use: made && (
          <>
            <p className="text-sm text-muted">
              {t.rich('oldSignsUntil', { at: () => <InstantText at={made.old_one_signs_until} exact /> })}
            </p>
            <VerifyHelp secret={made.secret} url={webhook.url} />
          </>
        ),
      }}
    >
      <div className="flex justify-end gap-2">
        <Button autoFocus onClick={close}>
          {common('cancel')}
        </Button>
        <Button
          variant="primary"
          busy={rotate.isPending}
          onClick={() => rotate.mutate(undefined, { onSuccess: setMade })}
        >
          {t('rotateAction')}
        </Button>
      </div>
    </SecretDialog>
  );
}
