import type { ReactNode } from 'react';

const TONE = {
  neutral: 'bg-sunken text-muted',
  good: 'bg-pos-soft text-pos',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-neg-soft text-neg',
} as const;

export type Tone = keyof typeof TONE;

/** A state in one or two words; `moving` while it will change by itself. */
export function Badge({ tone, moving = false, children }: { tone: Tone; moving?: boolean; children: ReactNode }) {
  return (
    <span
      className={`inline-flex h-5 shrink-0 items-center gap-1.5 rounded px-1.5 text-xs font-medium whitespace-nowrap ${TONE[tone]}`}
    >
      {moving && <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-accent" />}
      {children}
    </span>
  );
}
