import { useState } from 'react';
import { useFormatLocale, useT } from '@/i18n/i18n';
import { type Decimal, formatAxis, isNegative, toHeight } from '@/lib/money';
import { usePrivacy } from '@/lib/preferences';
import { Amount } from './amount';
import { axisFor } from './axis';

export interface Bar {
  key: string;
  /** Under the bar; short. */
  label: string;
  /** In the table and for the pointer; complete. */
  name: string;
  value: Decimal;
}

/** What is below zero has its figure under it, and that stays above the months. */
const ROOM = 1.1;

interface BarsProps {
  bars: readonly Bar[];
  currency: string;
  title: string;
  heading: string;
}

/** Bars by month in our own SVG: keeps its shape in privacy mode, and the same figures as a table. */
export function Bars({ bars, currency, title, heading }: BarsProps) {
  return (
    <figure aria-label={title}>
      <Drawing bars={bars} currency={currency} title={title} />
      <FigureTable bars={bars} currency={currency} title={title} heading={heading} />
    </figure>
  );
}

function Drawing({ bars, currency, title }: Omit<BarsProps, 'heading'>) {
  const locale = useFormatLocale();
  const hidden = usePrivacy();
  const [pointed, setPointed] = useState<number | null>(null);
  const heights = bars.map((bar) => toHeight(bar.value));
  const { ticks, placeOf } = axisFor(Math.min(...heights, 0) * ROOM, Math.max(...heights, 0));
  const width = 100 / bars.length;
  const percent = (value: number) => placeOf(value) * 100;
  const zero = percent(0);
  const shown = pointed === null ? undefined : bars[pointed];
  return (
    <div aria-hidden className="h-64">
      <div className="relative ml-15 h-[calc(100%-24px)]">
        {ticks.map((tick) => (
          <span
            key={tick}
            className="num absolute -left-15 w-13 -translate-y-1/2 text-xs text-muted"
            style={{ top: `${percent(tick)}%` }}
          >
            {hidden ? '•••' : formatAxis(tick, locale)}
          </span>
        ))}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="h-full w-full overflow-visible">
          <title>{title}</title>
          {ticks.map((tick) => (
            <line
              key={tick}
              x1={0}
              x2={100}
              y1={percent(tick)}
              y2={percent(tick)}
              stroke={tick === 0 ? 'var(--edge)' : 'var(--line)'}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {bars.map((bar, index) => {
            const end = percent(heights[index] ?? 0);
            return (
              <g key={bar.key} onPointerEnter={() => setPointed(index)} onPointerLeave={() => setPointed(null)}>
                <rect x={index * width} width={width} y={0} height={100} fill="transparent" />
                <rect
                  data-bar={bar.key}
                  x={index * width + width * 0.2}
                  width={width * 0.6}
                  y={Math.min(zero, end)}
                  height={Math.abs(end - zero)}
                  fill="var(--accent)"
                  fillOpacity={pointed === null || pointed === index ? (index === bars.length - 1 ? 1 : 0.72) : 0.35}
                />
              </g>
            );
          })}
        </svg>
        {/* A month in which more came back than went out is told, not only drawn. */}
        {bars.map(
          (bar, index) =>
            isNegative(bar.value) && (
              <span
                key={bar.key}
                className="figures pointer-events-none absolute -translate-x-1/2 rounded-xs bg-surface/85 px-0.5 text-2xs whitespace-nowrap"
                style={{ left: `${(index + 0.5) * width}%`, top: `${percent(heights[index] ?? 0)}%` }}
              >
                {hidden ? '•••' : formatAxis(heights[index] ?? 0, locale)}
              </span>
            ),
        )}
        {shown && pointed !== null && (
          <div
            className="pointer-events-none absolute -top-1 z-10 -translate-x-1/2 rounded-md border border-line bg-surface px-2 py-1 text-sm whitespace-nowrap shadow-layer"
            style={{ left: `${Math.min(88, Math.max(12, (pointed + 0.5) * width))}%` }}
          >
            <span className="mr-2 text-muted">{shown.name}</span>
            <span className="font-medium">
              <Amount value={shown.value} currency={currency} />
            </span>
          </div>
        )}
      </div>
      <div className="ml-15 flex h-6 items-end text-xs text-muted">
        {bars.map((bar, index) => (
          <span
            key={bar.key}
            className={`flex-1 text-center ${index % 2 === bars.length % 2 ? 'max-sm:invisible' : ''}`}
          >
            {bar.label}
          </span>
        ))}
      </div>
    </div>
  );
}

function FigureTable({ bars, currency, title, heading }: BarsProps) {
  const t = useT('common');
  return (
    <details className="mt-3 text-sm">
      <summary className="w-fit rounded text-muted hover:text-ink">{t('showTable')}</summary>
      <table className="mt-2 w-full">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr className="text-left text-muted">
            <th scope="col" className="py-1 font-medium">
              {t('month')}
            </th>
            <th scope="col" className="num py-1 font-medium">
              {heading}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.key} className="border-t border-line">
              <td className="py-1 first-letter:uppercase">{bar.name}</td>
              <td className="num py-1">
                <Amount value={bar.value} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
