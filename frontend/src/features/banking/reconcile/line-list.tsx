import { useEffect, useRef } from 'react';
import type { Standing } from '@/api/anomalies';
import type { BankLineRead } from '@/api/gen/types.gen';
import { useT } from '@/i18n/i18n';
import type { ListState } from '@/lib/list-state';
import { Amount } from '@/ui/amount';
import { Badge } from '@/ui/badge';
import { DateText } from '@/ui/date-text';
import { More } from '@/ui/more';
import { StandoutBadge } from '@/ui/standout';
import { shownReference } from './line-details';

interface LineListProps {
  rows: readonly BankLineRead[];
  current: BankLineRead | undefined;
  more: ListState<BankLineRead>['more'];
  /** What stands out, by line. */
  standing: ReadonlyMap<string, Standing>;
  onPick: (id: string) => void;
}

/** Lines of the bank, one of them looked at. The row that is looked at stays in sight. */
export function LineList({ rows, current, more, standing, onPick }: LineListProps) {
  const t = useT('banking');
  const list = useRef<HTMLUListElement>(null);
  const id = current?.id;
  useEffect(() => {
    if (!id) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-line="${id}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    // Whoever walks through the list by keyboard takes the focus along.
    if (list.current?.contains(document.activeElement)) row?.focus({ preventScroll: true });
  }, [id]);
  return (
    <div className="scroll-slim max-h-[calc(100dvh-15rem)] min-h-80 overflow-y-auto rounded-lg border border-line bg-surface">
      <ul ref={list} aria-label={t('lines')}>
        {rows.map((row) => (
          <li key={row.id} className="border-b border-line last:border-0">
            <button
              type="button"
              data-row
              data-line={row.id}
              aria-current={row.id === id || undefined}
              onClick={() => onPick(row.id)}
              className="flex w-full min-w-0 items-start gap-3 px-3 py-2 text-left -outline-offset-2 hover:bg-sunken/60 aria-[current=true]:bg-accent-soft"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">
                  {row.counterparty_name ?? row.counterparty_account ?? t('unnamed')}
                </span>
                <span className="block truncate text-sm text-muted">
                  {row.reference ? shownReference(row.reference) : row.text}
                </span>
              </span>
              <span className="flex shrink-0 flex-col items-end gap-0.5">
                <span className={`num font-medium ${row.amount.startsWith('-') ? '' : 'text-pos'}`}>
                  <Amount value={row.amount} currency={row.currency} />
                </span>
                <span className="flex items-center gap-1.5 text-xs text-muted">
                  <StandoutBadge found={standing.get(row.id)} />
                  {row.status === 'partly' && <Badge tone="warn">{t('lineStates.partly')}</Badge>}
                  {row.status === 'reconciled' && <Badge tone="good">{t('lineStates.reconciled')}</Badge>}
                  <DateText day={row.booked_on} />
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <More has={more.has} busy={more.busy} failed={more.failed} onMore={more.load} />
    </div>
  );
}
