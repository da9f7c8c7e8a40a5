import { useT } from '@/i18n/i18n';
import { Button } from '@/ui/button';
import { FormProblem } from '@/ui/form-problem';
import { SubmitButton } from '@/ui/submit-button';

interface DeedFootProps {
  messages: readonly string[];
  confirm: string;
  busy: boolean;
  disabled?: boolean;
  /** What it confirms changed: Enter answers the new question. */
  focused?: boolean;
  onClose: () => void;
}

/** The end of a dialog: what is wrong as a whole, the way out, and doing it. */
export function DeedFoot({ messages, confirm, busy, disabled = false, focused = false, onClose }: DeedFootProps) {
  const t = useT('common');
  return (
    <>
      <FormProblem messages={messages} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <SubmitButton autoFocus={focused} busy={busy} disabled={disabled}>
          {confirm}
        </SubmitButton>
      </div>
    </>
  );
}
