import type { ReactNode } from 'react';
import { useFormatLocale } from '@/i18n/i18n';
import { formatAxis } from '@/lib/money';
import { usePrivacy } from '@/lib/preferences';
import type { Axis } from './axis';

interface PlotProps {
  axis: Axis;
  title: string;
  /** Its height, as a class. */
  height: string;
  /** What is written at a tick. */
  tick: (value: number) => string;
  /** In a square of a hundred by a hundred, stretched to the room there is. */
  drawn: ReactNode;
  /** What keeps its shape: placed over the drawing in per cent. */
  children?: ReactNode;
  /** Under the drawing. */
  foot: ReactNode;
}

/** An axis with its lines and what is drawn on it. It is for the eye: a table beside it tells the same. */
export function Plot({ axis: { ticks, placeOf }, title, height, tick, drawn, children, foot }: PlotProps) {
  return (
    <div aria-hidden className={height}>
      <div className="relative ml-15 h-[calc(100%-24px)]">
        {ticks.map((value) => (
          <span
            key={value}
            className="num absolute -left-15 w-13 -translate-y-1/2 text-xs text-muted"
            style={{ top: `${placeOf(value) * 100}%` }}
          >
            {tick(value)}
          </span>
        ))}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="h-full w-full overflow-visible">
          <title>{title}</title>
          {ticks.map((value) => (
            <line
              key={value}
              x1={0}
              x2={100}
              y1={placeOf(value) * 100}
              y2={placeOf(value) * 100}
              stroke={value === 0 ? 'var(--edge)' : 'var(--line)'}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {drawn}
        </svg>
        {children}
      </div>
      <div className="ml-15 flex h-6 items-end text-xs text-muted">{foot}</div>
    </div>
  );
}

/** Beside what is pointed at. */
export function PlotHint({ left, children }: { left: number; children: ReactNode }) {
  return (
    <div
      className="pointer-events-none absolute -top-1 z-10 -translate-x-1/2 rounded-md border border-line bg-surface px-2 py-1 text-sm whitespace-nowrap shadow-layer"
      style={{ left: `${Math.min(87, Math.max(13, left))}%` }}
    >
      {children}
    </div>
  );
}

/** Amounts of money at an axis, in few signs; none in privacy mode. */
export function useMoneyTick(): (value: number) => string {
  const locale = useFormatLocale();
  const hidden = usePrivacy();
  return (value) => (hidden ? '•••' : formatAxis(value, locale));
}
