import { useT } from '@/i18n/i18n';

const LOOK = {
  uploaded: 'bg-sunken text-muted',
  reading: 'bg-sunken text-muted',
  to_review: 'bg-warn-soft text-warn',
  approved: 'bg-pos-soft text-pos',
  rejected: 'bg-sunken text-muted',
  failed: 'bg-neg-soft text-neg',
  reversed: 'bg-sunken text-muted',
  reversal: 'bg-warn-soft text-warn',
} as const;

export type StatusName = keyof typeof LOOK;

/** The only way to show in which state something is. */
export function Status({ of }: { of: StatusName }) {
  const t = useT('status');
  const moving = of === 'reading' || of === 'uploaded';
  return (
    <span
      className={`inline-flex h-5 items-center gap-1.5 rounded px-1.5 text-xs font-medium whitespace-nowrap ${LOOK[of]}`}
    >
      {moving && <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-accent" />}
      {t(of)}
    </span>
  );
}
