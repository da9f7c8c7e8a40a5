import { lazy, Suspense, useRef } from 'react';
import type { ReasonDialogProps } from './reason-dialog';

const ReasonDialog = lazy(() => import('./reason-dialog'));

/** The dialog that asks why, fetched when it is first needed. */
export function AskReason(props: ReasonDialogProps) {
  const used = useRef(false);
  if (props.open) used.current = true;
  if (!used.current) return null;
  return (
    <Suspense>
      <ReasonDialog {...props} />
    </Suspense>
  );
}
