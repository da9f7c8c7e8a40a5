import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { copyText } from '@/lib/clipboard';
import { Button } from './button';

interface CopyButtonProps {
  /** What is copied; `what` names it for those who cannot see which button this is. */
  text: string;
  what: string;
  /** Only the picture, for the end of a line. */
  small?: boolean;
  primary?: boolean;
  onCopied?: () => void;
}

const SAYS_SO = 2000;

/** Copies, and says that it did; when the browser refuses, the text is there to be selected. */
export function CopyButton({ text, what, small = false, primary = false, onCopied }: CopyButtonProps) {
  const t = useT('copy');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAYS_SO);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    if (!(await copyText(text))) return;
    setCopied(true);
    onCopied?.();
  }

  const Icon = copied ? Check : Copy;
  const said = (
    <span role="status" className="sr-only">
      {copied && t('done')}
    </span>
  );
  if (small) {
    return (
      <>
        <button
          type="button"
          aria-label={t('what', { what })}
          title={t('what', { what })}
          onClick={() => void copy()}
          className="inline-grid size-6 shrink-0 place-items-center rounded align-middle text-muted hover:bg-sunken hover:text-ink"
        >
          <Icon size={13} aria-hidden className={copied ? 'text-pos' : ''} />
        </button>
        {said}
      </>
    );
  }
  return (
    <>
      <Button
        size="sm"
        variant={primary ? 'primary' : 'secondary'}
        icon={Icon}
        aria-label={t('what', { what })}
        onClick={() => void copy()}
      >
        {copied ? t('done') : t('action')}
      </Button>
      {said}
    </>
  );
}
