import { type ReactNode, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { Dialog } from './dialog';
import { Field } from './field';
import { INPUT } from './field-look';
import { Notice } from './notice';

export interface SecretDialogProps {
  open: boolean;
  onClose: () => void;
  /** What is asked before the secret is made. */
  title: string;
  text?: ReactNode;
  children: ReactNode;
  /** Null until it is made. */
  secret: string | null;
  given: {
    title: string;
    /** What the secret is called: "API key". */
    label: string;
    /** What to do with it: a line to paste, the code that checks a signature. */
    use?: ReactNode;
  };
}

/** Asks, then shows a secret this once. Closing before it was copied asks first: there is no second look. */
export function SecretDialog({ open, onClose, title, text, children, secret, given }: SecretDialogProps) {
  const t = useT('secretOnce');
  const [copied, setCopied] = useState(false);
  const [warned, setWarned] = useState(false);
  const risky = secret !== null && !copied;

  function leave() {
    if (risky && !warned) return setWarned(true);
    setCopied(false);
    setWarned(false);
    onClose();
  }

  if (secret === null) {
    return (
      <Dialog open={open} onOpenChange={(now) => !now && leave()} title={title} text={text} wide>
        {children}
      </Dialog>
    );
  }
  return (
    <Dialog open={open} onOpenChange={(now) => !now && leave()} title={given.title} text={t('text')} wide>
      <div className="flex flex-col gap-4">
        <Field label={given.label}>
          {(ids) => (
            <div className="flex items-center gap-2">
              <input
                {...ids}
                // It takes the place of the button that made it.
                autoFocus
                readOnly
                value={secret}
                onFocus={({ currentTarget: field }) => {
                  field.select();
                  requestAnimationFrame(() => field.scrollTo({ left: 0 })); // its beginning stays in view
                }}
                onCopy={() => setCopied(true)}
                className={`${INPUT} font-mono text-sm`}
              />
              <CopyButton text={secret} what={given.label} primary onCopied={() => setCopied(true)} />
            </div>
          )}
        </Field>
        {given.use}
        {warned && risky && (
          <Notice tone="warn" title={t('notCopied')} alert>
            {t('notCopiedText')}
          </Notice>
        )}
        <div className="flex justify-end">
          <Button onClick={leave}>{warned && risky ? t('closeAnyway') : t('done')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
