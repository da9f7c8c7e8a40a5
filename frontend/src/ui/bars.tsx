import { useState } from 'react';
import { useT } from '@/i18n/i18n';
import { type Decimal, isNegative, toHeight } from '@/lib/money';
import { Amount } from './amount';
import { axisFor } from './axis';
import { FigureTable } from './figure-table';
import { Plot, PlotHint, useMoneyTick } from './plot';

export interface Bar {
  key: string;
  /** Under the bar; short. */
  label: string;
  /** In the table and for the pointer; complete. */
  name: string;
  value: Decimal;
}

interface BarsProps {
  bars: readonly Bar[];
  currency: string;
  title: string;
  heading: string;
}

/** Bars by month in our own SVG, below the axis and in another colour where it is less than nothing: keeps its shape in privacy mode, and the same figures as a table. */
export function Bars({ bars, currency, title, heading }: BarsProps) {
  const t = useT('common');
  return (
    <figure aria-label={title}>
      <Drawing bars={bars} currency={currency} title={title} />
      <FigureTable caption={title} columns={[{ label: t('month') }, { label: heading, figure: true }]}>
        {bars.map((bar) => (
          <tr key={bar.key} className="border-t border-line">
            <td className="py-1 first-letter:uppercase">{bar.name}</td>
            <td className="num py-1">
              <Amount value={bar.value} currency={currency} />
            </td>
          </tr>
        ))}
      </FigureTable>
    </figure>
  );
}

function Drawing({ bars, currency, title }: Omit<BarsProps, 'heading'>) {
  const tick = useMoneyTick();
  const [pointed, setPointed] = useState<number | null>(null);
  const heights = bars.map((bar) => toHeight(bar.value));
  const axis = axisFor(Math.min(...heights, 0), Math.max(...heights, 0));
  const width = 100 / bars.length;
  const down = (value: number) => axis.placeOf(value) * 100;
  const zero = down(0);
  const shown = pointed === null ? undefined : bars[pointed];
  return (
    <Plot
      axis={axis}
      title={title}
      height="h-64"
      tick={tick}
      drawn={bars.map((bar, index) => {
        const end = down(heights[index] ?? 0);
        return (
          <g key={bar.key} onPointerEnter={() => setPointed(index)} onPointerLeave={() => setPointed(null)}>
            <rect x={index * width} width={width} y={0} height={100} fill="transparent" />
            <rect
              data-bar={bar.key}
              x={index * width + width * 0.2}
              width={width * 0.6}
              y={Math.min(zero, end)}
              height={Math.abs(end - zero)}
              fill={isNegative(bar.value) ? 'var(--neg)' : 'var(--accent)'}
              fillOpacity={pointed === null || pointed === index ? (index === bars.length - 1 ? 1 : 0.72) : 0.35}
            />
          </g>
        );
      })}
      foot={bars.map((bar, index) => (
        <span key={bar.key} className={`flex-1 text-center ${index % 2 === bars.length % 2 ? 'max-sm:invisible' : ''}`}>
          {bar.label}
        </span>
      ))}
    >
      {shown && pointed !== null && (
        <PlotHint left={(pointed + 0.5) * width}>
          <span className="mr-2 text-muted">{shown.name}</span>
          <span className="font-medium">
            <Amount value={shown.value} currency={currency} />
          </span>
        </PlotHint>
      )}
    </Plot>
  );
}
