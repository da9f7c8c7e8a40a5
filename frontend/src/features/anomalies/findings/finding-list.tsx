import { useEffect, useRef } from 'react';
import type { FindingRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import type { ListState } from '@/lib/list-state';
import { Amount } from '@/ui/amount';
import { DateText } from '@/ui/date-text';
import { More } from '@/ui/more';
import { Tick } from '@/ui/tick';
import type { Selection } from '@/ui/use-selection';
import { useNumbers } from '../numbers';
import { FindingState } from './finding-state';
import { nameOf } from './triage';

interface FindingListProps {
  rows: readonly FindingRead[];
  current: FindingRead | undefined;
  more: ListState<FindingRead>['more'];
  /** Given where something can be done with many at once. */
  selection: Selection | undefined;
  onPick: (id: string) => void;
}

/** What stands out, one of it looked at. The row that is looked at stays in sight. */
export function FindingList({ rows, current, more, selection, onPick }: FindingListProps) {
  const t = useT('anomalies');
  const list = useRef<HTMLUListElement>(null);
  const id = current?.id;
  useEffect(() => {
    if (!id) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-finding="${id}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    // Whoever walks through the list by keyboard takes the focus along.
    if (list.current?.contains(document.activeElement)) row?.focus({ preventScroll: true });
  }, [id]);
  return (
    <div className="scroll-slim max-h-[calc(100dvh-15rem)] min-h-80 overflow-y-auto rounded-lg border border-line bg-surface">
      <ul ref={list} aria-label={t('parts.findings')}>
        {rows.map((row) => (
          <li key={row.id} className="flex border-b border-line last:border-0 has-aria-[current=true]:bg-accent-soft">
            {selection && (
              <Tick
                label={t('tick', { name: nameOf(row) })}
                checked={selection.has(row.id)}
                onTick={(through) => selection.toggle(row.id, through)}
              />
            )}
            <button
              type="button"
              data-row
              data-finding={row.id}
              aria-current={row.id === id || undefined}
              onClick={() => onPick(row.id)}
              className={`flex w-full min-w-0 items-start gap-3 py-2 pr-3 text-left -outline-offset-2 hover:bg-sunken/60 aria-[current=true]:hover:bg-transparent ${selection ? 'pl-1' : 'pl-3'}`}
            >
              <FindingRow row={row} />
            </button>
          </li>
        ))}
      </ul>
      <More has={more.has} busy={more.busy} failed={more.failed} onMore={more.load} />
    </div>
  );
}

function FindingRow({ row }: { row: FindingRead }) {
  const t = useT('anomalies');
  const numbers = useNumbers();
  const [first] = row.reasons;
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{row.counterparty || t('unnamed')}</span>
        <span className="block truncate text-sm text-muted">
          {first ? t(`names.${first.control}`) : t(`books.${row.book}`)}
          {row.reasons.length > 1 && ` ${t('andMore', { count: row.reasons.length - 1 })}`}
        </span>
        <span className="flex items-center gap-1.5 text-xs text-muted">
          {t(`books.${row.book}`)} <FindingState finding={row} />
        </span>
      </span>
      <span className="flex shrink-0 flex-col items-end gap-0.5">
        <span className="num font-medium">
          <Amount value={row.amount} currency={row.currency} />
        </span>
        <span className="text-sm text-muted">
          <DateText day={row.booked_on} />
        </span>
        <span className="figures text-xs text-muted">{t('scoreOf', { score: numbers.plain(row.score) })}</span>
      </span>
    </>
  );
}
