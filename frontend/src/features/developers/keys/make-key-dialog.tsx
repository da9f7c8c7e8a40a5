import { useState } from 'react';
import type { ApiKeyMade } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { CodeBlock } from '@/ui/code-block';
import { SecretDialog } from '@/ui/secret-dialog';
import { curlCall, pythonCall } from './first-call';
import { MakeKeyForm } from './make-key-form';

/** Asks what the key may and until when; then shows it once, with a line that proves that it works. */
export default function MakeKeyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT('apiKeys');
  const [made, setMade] = useState<ApiKeyMade | null>(null);

  function close() {
    onClose();
    setMade(null);
  }

  return (
    <SecretDialog
      open={open}
      onClose={close}
      title={t('make')}
      text={t('makeText')}
      secret={made?.key ?? null}
      given={{
        title: t('madeTitle', { name: made?.name ?? '' }),
        label: t('key'),
        use: made && (
          <div>
            <p className="mb-1.5 text-sm font-medium">{t('tryIt')}</p>
            <CodeBlock
              label={t('tryIt')}
              snippets={[
                { language: 'curl', code: curlCall(location.origin, made.key, made.scopes) },
                { language: 'Python', code: pythonCall(location.origin, made.key, made.scopes) },
              ]}
            />
            <p className="mt-2 text-sm text-muted">
              {t.rich('docs', {
                link: (words) => (
                  <a href="/api/docs" target="_blank" rel="noreferrer" className="text-accent underline">
                    {words}
                  </a>
                ),
              })}
            </p>
          </div>
        ),
      }}
    >
      <MakeKeyForm onMade={setMade} onCancel={close} />
    </SecretDialog>
  );
}
