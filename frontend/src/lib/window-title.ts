import { useEffect } from 'react';
import { PRODUCT } from '@/brand';

/** Names the window after what is looked at: who has ten tabs open finds the right one. */
export function useWindowTitle(title: string | null | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · ${PRODUCT}`;
  }, [title]);
}
