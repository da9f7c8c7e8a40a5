import { useT } from '@/i18n/i18n';

/** Rows of the final height while the first answer is on its way; shown only when that takes long enough to notice. */
export function SkeletonRows({ rows = 8, height = 'h-11' }: { rows?: number; height?: string }) {
  const t = useT('common');
  return (
    <div role="status" className="animate-[appear_150ms_150ms_both]">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: all the same, none moves
          key={row}
          aria-hidden
          className={`flex items-center gap-6 border-b border-line px-4 last:border-0 ${height}`}
        >
          <span className="h-3 w-2/5 animate-pulse rounded bg-sunken" />
          <span className="h-3 w-1/6 animate-pulse rounded bg-sunken" />
          <span className="ml-auto h-3 w-20 animate-pulse rounded bg-sunken" />
        </div>
      ))}
    </div>
  );
}

export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden className={`animate-pulse rounded-lg bg-sunken ${className}`} />;
}
