import { useRouterState } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';
import type { Place } from './remarks';

const INPUTS = 'input, select, textarea, button';

/** Puts the cursor where something can be put right; closed parts of the form open for it. */
export function focusPlace(panel: HTMLElement | null, place: Place): void {
  const target = panel?.querySelector<HTMLElement>(`[data-field="${place}"]`);
  target?.closest('details')?.setAttribute('open', '');
  target?.querySelector<HTMLElement>(INPUTS)?.focus();
}

/**
 * A document opened by the decision on the one before starts at its beginning, with the cursor in the first field that
 * deserves a look. Not on touch screens: there the keyboard would come up over half of it.
 */
export function useCheckingStart(scroller: RefObject<HTMLElement | null>, doubtful: readonly Place[]): void {
  const wanted = useRouterState({ select: (state) => state.location.state.startChecking === true });
  const started = useRef(false);
  const first = doubtful[0];
  useEffect(() => {
    if (!wanted || started.current || !scroller.current) return;
    started.current = true;
    scroller.current.scrollTo({ top: 0 });
    if (window.matchMedia('(pointer: coarse)').matches) return;
    if (first) focusPlace(scroller.current, first);
    else scroller.current.querySelector<HTMLElement>('[data-field] input')?.focus();
  }, [wanted, first, scroller]);
}
