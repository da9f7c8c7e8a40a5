import type { ReactNode } from 'react';
import { useT } from '@/i18n/i18n';
import { Button } from './button';
import { Dialog } from './dialog';

export interface ConfirmProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen, and what cannot be taken back. */
  text: ReactNode;
  confirm: string;
  /** What staying as it is is called, where that is not "cancel". */
  cancel?: string;
  busy?: boolean;
  onConfirm: () => void;
  /** What there is to know first. */
  children?: ReactNode;
}

/** For what cannot be undone. "Cancel" comes first, so that Enter by habit does no harm. */
export default function ConfirmDialog(props: ConfirmProps) {
  const { open, onOpenChange, title, text, confirm, cancel, busy, onConfirm, children } = props;
  const t = useT('common');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} text={text}>
      {children}
      <div className="mt-2 flex justify-end gap-2">
        <Button autoFocus onClick={() => onOpenChange(false)}>
          {cancel ?? t('cancel')}
        </Button>
        <Button variant="danger" busy={busy ?? false} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
