import { type ShouldBlockFn, useBlocker } from '@tanstack/react-router';
import { useT } from '@/i18n/i18n';
import { useStore } from '@/lib/store';
import { unsaved } from '@/lib/use-leave-warning';
import { Confirm } from '@/ui/confirm';

/** Whoever signs out has said so, and cannot stay. */
const loses: ShouldBlockFn = ({ current, next }) =>
  unsaved.get() > 0 && next.pathname !== current.pathname && next.pathname !== '/sign-in';

/** Where a menu, a link or Back would lose what was typed, it is asked first. */
export function LeaveGuard() {
  const t = useT('shell');
  const nothing = useStore(unsaved) === 0;
  const held = useBlocker({ shouldBlockFn: loses, disabled: nothing, enableBeforeUnload: false, withResolver: true });
  return (
    <Confirm
      open={held.status === 'blocked'}
      onOpenChange={(open) => !open && held.reset?.()}
      title={t('leaveTitle')}
      text={t('leaveText')}
      cancel={t('leaveStay')}
      confirm={t('leaveGo')}
      onConfirm={() => held.proceed?.()}
    />
  );
}
