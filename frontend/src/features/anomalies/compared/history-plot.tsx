import type { EntryShown } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import { toHeight } from '@/lib/money';
import { useAmountText } from '@/ui/amount';
import { axisFor } from '@/ui/axis';
import { DateText } from '@/ui/date-text';
import { Plot, useMoneyTick } from '@/ui/plot';

interface HistoryPlotProps {
  /** Oldest first. */
  entries: readonly EntryShown[];
  own: string;
  middle: string;
  currency: string;
}

/** Amounts as dots from the oldest to the latest, with a line at the middle one; keeps its shape in privacy mode. */
export function HistoryPlot({ entries, own, middle, currency }: HistoryPlotProps) {
  const t = useT('anomalies');
  const money = useAmountText();
  const tick = useMoneyTick();
  const heights = entries.map((one) => toHeight(one.amount));
  const usual = toHeight(middle);
  const axis = axisFor(Math.min(0, usual, ...heights), Math.max(0, usual, ...heights));
  const at = (index: number) => ((index + 0.5) / entries.length) * 100;
  const down = (value: number) => axis.placeOf(value) * 100;
  return (
    <Plot
      axis={axis}
      title={t('usually')}
      height="h-40"
      tick={tick}
      drawn={
        <line
          x1={0}
          x2={100}
          y1={down(usual)}
          y2={down(usual)}
          stroke="var(--accent)"
          strokeDasharray="4 4"
          vectorEffect="non-scaling-stroke"
        />
      }
      foot={
        <span className="flex w-full justify-between">
          <DateText day={entries[0]?.booked_on} />
          <DateText day={entries.at(-1)?.booked_on} />
        </span>
      }
    >
      {entries.map((one, index) => {
        const mine = one.entry_id === own;
        return (
          <span
            key={one.entry_id}
            data-own={mine || undefined}
            title={money(one.amount, currency)}
            className={`absolute -translate-1/2 rounded-full ${mine ? 'size-3.5 border-2 border-surface bg-neg ring-2 ring-neg' : 'size-2 bg-accent'}`}
            style={{ left: `${at(index)}%`, top: `${down(heights[index] ?? 0)}%` }}
          />
        );
      })}
    </Plot>
  );
}
