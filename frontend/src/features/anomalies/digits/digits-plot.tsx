import { useState } from 'react';
import type { BenfordRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { axisFor } from '@/ui/axis';
import { Plot, PlotHint } from '@/ui/plot';
import { useNumbers } from '../numbers';
import { isFar } from './far';

/** Bars of what was counted and a line of what is expected; what is far off has another colour, and is told in the table. */
export function DigitsPlot({ found }: { found: BenfordRead }) {
  const t = useT('anomalies');
  const numbers = useNumbers();
  const [pointed, setPointed] = useState<number | null>(null);
  const { rows } = found;
  const most = Math.max(...rows.map((row) => Math.max(row.share, row.expected)));
  const axis = axisFor(0, most);
  const width = 100 / rows.length;
  const down = (share: number) => axis.placeOf(share) * 100;
  const middle = (index: number) => (index + 0.5) * width;
  const line = rows.map((row, index) => `${middle(index)},${down(row.expected)}`).join(' ');
  const many = rows.length > 10;
  const shown = pointed === null ? undefined : rows[pointed];
  return (
    <div aria-hidden>
      <div className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
        <span className="flex items-center gap-1.5">
          <span className="size-2.5 rounded-xs bg-accent opacity-75" /> {t('counted')}
        </span>
        <span className="flex items-center gap-1.5">
          <span className="size-2.5 rounded-xs bg-warn" /> {t('countedFar')}
        </span>
        <span className="flex items-center gap-1.5">
          <span className="h-0.5 w-4 bg-ink" /> {t('expectedByLaw')}
        </span>
      </div>
      <Plot
        axis={axis}
        title={t('parts.digits')}
        height="h-72"
        tick={numbers.tick}
        drawn={
          <>
            {rows.map((row, index) => (
              <g key={row.digit} onPointerEnter={() => setPointed(index)} onPointerLeave={() => setPointed(null)}>
                <rect x={index * width} width={width} y={0} height={100} fill="transparent" />
                <rect
                  data-digit={row.digit}
                  x={index * width + width * 0.15}
                  width={width * 0.7}
                  y={down(row.share)}
                  height={100 - down(row.share)}
                  fill={isFar(row) ? 'var(--warn)' : 'var(--accent)'}
                  fillOpacity={pointed === null || pointed === index ? 0.75 : 0.35}
                />
              </g>
            ))}
            <polyline
              points={line}
              fill="none"
              stroke="var(--ink)"
              strokeWidth={1.5}
              vectorEffect="non-scaling-stroke"
              className="pointer-events-none"
            />
          </>
        }
        foot={rows.map((row) => (
          <span key={row.digit} className="figures min-w-0 flex-1 text-center whitespace-nowrap">
            {(!many || row.digit % 10 === 0) && row.digit}
          </span>
        ))}
      >
        {shown && pointed !== null && (
          <PlotHint left={middle(pointed)}>
            <span className="figures mr-2 font-semibold">{shown.digit}</span>
            <span className="figures">{numbers.percent(shown.share * 100)}</span>
            <span className="figures ml-2 text-muted">
              {t('expectedIs', { percent: numbers.percent(shown.expected * 100) })}
            </span>
          </PlotHint>
        )}
      </Plot>
    </div>
  );
}
