import { useQuery } from '@tanstack/react-query';
import { MailWarning, X } from 'lucide-react';
import { useState } from 'react';
import { meOptions } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { Button, IconButton } from '@/ui/button';
import { useSendVerification } from './send-verification';

/** Quietly, until the address is confirmed: where the link went, and a way to get it again. */
export default function EmailNote() {
  const t = useT('verifyNote');
  const common = useT('common');
  const [dismissed, setDismissed] = useState(false);
  const sending = useSendVerification();
  const me = useQuery(meOptions()).data;
  if (!me || me.email_verified || dismissed) return null;
  return (
    <aside
      aria-label={t('title')}
      className="mb-4 flex items-start gap-3 rounded-lg border border-line bg-surface py-2 pr-2 pl-4 text-sm"
    >
      <Watch />
      <MailWarning size={16} aria-hidden className="mt-2 shrink-0 text-warn" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-52 flex-1 py-1.5">
          <span className="font-medium">{t('title')}</span>{' '}
          <span className="break-words text-muted">{t('text', { email: me.email })}</span>
        </p>
        <Button
          size="sm"
          variant="quiet"
          className="max-sm:-ml-2.5"
          busy={sending.isPending}
          onClick={() => sending.mutate()}
        >
          {t('again')}
        </Button>
      </div>
      <IconButton label={common('close')} icon={X} onClick={() => setDismissed(true)} />
    </aside>
  );
}

/** The link is opened in another tab, or on the phone: coming back here tells. */
function Watch() {
  useQuery({ ...meOptions(), refetchOnWindowFocus: 'always' });
  return null;
}
