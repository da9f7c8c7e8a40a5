import { type FormEvent, type ReactNode, useState } from 'react';
import { useT } from '@/i18n/i18n';
import { Button } from './button';
import { Dialog } from './dialog';
import { Field } from './field';

export interface ReasonDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  text?: ReactNode;
  /** Reasons that are given often; one click fills them in. */
  suggestions?: readonly string[];
  confirm: string;
  busy?: boolean;
  onConfirm: (reason: string) => void;
  /** What the server says of the reason. */
  error?: string | undefined;
  /** What is asked besides, and what is wrong. */
  children?: ReactNode;
}

/** Asks why, because the audit trail will be asked later. */
export default function ReasonDialog(props: ReasonDialogProps) {
  const { open, onOpenChange, title, text } = props;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} text={text}>
      <ReasonForm {...props} />
    </Dialog>
  );
}

type ReasonFormProps = Omit<ReasonDialogProps, 'open' | 'title' | 'text'>;

export function ReasonForm(props: ReasonFormProps) {
  const { suggestions = [], confirm, busy = false, onConfirm, onOpenChange, error, children } = props;
  const t = useT('common');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);

  function send(event: FormEvent) {
    event.preventDefault();
    if (reason.trim()) onConfirm(reason.trim());
    else setMissing(true);
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-3">
      {suggestions.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {suggestions.map((one) => (
            <button
              key={one}
              type="button"
              onClick={() => setReason(one)}
              className="h-7 rounded-full border border-line px-2.5 text-sm text-muted hover:border-edge hover:text-ink"
            >
              {one}
            </button>
          ))}
        </div>
      )}
      <Field label={t('reason')} error={missing && !reason.trim() ? t('reasonMissing') : error}>
        {(ids) => (
          <textarea
            {...ids}
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
            }}
            className="rounded-md border border-edge bg-surface px-2.5 py-2 aria-invalid:border-neg max-md:text-lg"
          />
        )}
      </Field>
      {children}
      <div className="flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy} keys="mod+enter">
          {confirm}
        </Button>
      </div>
    </form>
  );
}
