import type { ReactNode } from 'react';
import { Button } from './button';
import { Notice } from './notice';

/** One that did not go through; `at` leads to where it can be mended. */
export interface Failed {
  id: string;
  at: ReactNode;
  why: string;
}

interface ManyFailedProps {
  title: string;
  failed: readonly Failed[];
  /** What may be tried in another way at once. */
  again?: { label: string; busy: boolean; onAgain: () => void } | undefined;
  close: string;
  onClose: () => void;
}

/** Which of many did not go through, and why. */
export function ManyFailed({ title, failed, again, close, onClose }: ManyFailedProps) {
  return (
    <Notice
      alert
      tone="warn"
      title={title}
      action={
        <>
          {again && (
            <Button autoFocus size="sm" variant="primary" busy={again.busy} onClick={again.onAgain}>
              {again.label}
            </Button>
          )}
          <Button size="sm" onClick={onClose}>
            {close}
          </Button>
        </>
      }
    >
      <ul className="mt-1 flex flex-col gap-1">
        {failed.map(({ id, at, why }) => (
          <li key={id}>
            {at}
            {': '}
            {why}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
