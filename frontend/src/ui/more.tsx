import { useEffect, useRef } from 'react';
import { useT } from '@/i18n/i18n';
import { Button } from './button';

interface MoreProps {
  has: boolean;
  busy: boolean;
  /** The last try brought nothing: then only a person tries again. */
  failed?: boolean;
  onMore: () => void;
}

/** The end of a list that has more: fetches when it comes into view, and by button for those who do not scroll. */
export function More({ has, busy, failed = false, onMore }: MoreProps) {
  const t = useT('common');
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  useEffect(() => {
    if (!has || busy || failed || !end.current) return;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && latest.current(), {
      rootMargin: '400px',
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [has, busy, failed]);
  if (!has) return null;
  return (
    <div ref={end} className="flex flex-wrap items-center justify-center gap-3 p-3">
      {failed && !busy && (
        <p role="alert" className="text-sm text-neg">
          {t('moreFailed')}
        </p>
      )}
      <Button size="sm" variant="quiet" busy={busy} onClick={onMore}>
        {busy ? t('loading') : t(failed ? 'retry' : 'more')}
      </Button>
    </div>
  );
}
