import { useEffect, useRef } from 'react';
import { useT } from '@/i18n/i18n';
import { Button } from './button';

/** The end of a list that has more: fetches when it comes into view, and by button for those who do not scroll. */
export function More({ has, busy, onMore }: { has: boolean; busy: boolean; onMore: () => void }) {
  const t = useT('common');
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  useEffect(() => {
    if (!has || busy || !end.current) return;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && latest.current(), {
      rootMargin: '400px',
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [has, busy]);
  if (!has) return null;
  return (
    <div ref={end} className="flex justify-center p-3">
      <Button size="sm" variant="quiet" busy={busy} onClick={onMore}>
        {busy ? t('loading') : t('more')}
      </Button>
    </div>
  );
}
