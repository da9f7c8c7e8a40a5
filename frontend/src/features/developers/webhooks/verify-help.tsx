import { useT } from '@/i18n/i18n';
import { CodeBlock } from '@/ui/code-block';
import { verifySnippets } from './snippets';

/** How the receiver knows that a message is ours. */
export function VerifyHelp({ secret, url }: { secret: string; url: string }) {
  const t = useT('webhooks');
  return (
    <div>
      <p className="text-sm font-medium">{t('verifyTitle')}</p>
      <p className="mb-1.5 text-sm text-muted">{t('verifyText')}</p>
      <CodeBlock label={t('verifyTitle')} snippets={verifySnippets(secret, url)} />
    </div>
  );
}
