import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { History, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RunRead } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useMay } from '@/api/me';
import { useT } from '@/i18n/i18n';
import { AskReason } from '@/ui/ask-reason';
import type { Tone } from '@/ui/badge';
import { IconButton } from '@/ui/button';
import { DataList } from '@/ui/data-list';
import type { Column } from '@/ui/list-column';
import { runColumns } from '@/ui/run-columns';
import { bankKeys } from '../queries';
import { useRevertRun } from './mutations';
import { isRunning, ruleKeys, runsOptions } from './queries';
import { RunDetail } from './run-detail';

const TONES: Record<RunRead['status'], Tone> = {
  running: 'neutral',
  done: 'good',
  cancelled: 'warn',
  failed: 'bad',
  reverting: 'neutral',
  reverted: 'neutral',
};

/** What was done to many lines at once, and the way to take it back. */
export function Runs() {
  const t = useT('banking');
  const may = useMay();
  const query = useInfiniteQuery({ ...runsOptions(), enabled: may('banking:read') });
  const state = useListState(query, t('runsFailed'));
  const [reverting, setReverting] = useState<RunRead | null>(null);
  const revert = useRevertRun();
  const columns = useRunColumns();
  useFreshLines(state.rows.filter(isRunning).length);
  if (state.rows.length === 0) return null;
  return (
    <section aria-labelledby="runs" className="mt-6">
      <h2 id="runs" className="mb-1.5 text-sm font-semibold">
        {t('runs')}
      </h2>
      <DataList
        label={t('runs')}
        state={state}
        columns={columns}
        idOf={(row) => row.id}
        detail={(row) => <RunDetail runId={row.id} />}
        {...(may('banking:reconcile')
          ? {
              menu: (row: RunRead) =>
                row.done_count > 0 && !isRunning(row) && row.status !== 'reverted' ? (
                  <IconButton label={t('revertRun')} icon={Undo2} onClick={() => setReverting(row)} />
                ) : null,
            }
          : {})}
        empty={{ icon: History, title: t('noRuns') }}
      />
      <AskReason
        open={reverting !== null}
        onOpenChange={(open) => !open && setReverting(null)}
        title={t('revertRunTitle')}
        text={t('revertRunText', { count: reverting?.done_count ?? 0 })}
        suggestions={[t('reasons.wrongAccount'), t('reasons.wrongItem')]}
        confirm={t('revertRun')}
        busy={revert.isPending}
        onConfirm={(reason) =>
          reverting &&
          revert.mutate({ id: reverting.id, reason: reason.slice(0, 200) }, { onSettled: () => setReverting(null) })
        }
      />
    </section>
  );
}

/** When a run has ended, lines and figures are other ones. */
function useFreshLines(going: number) {
  const client = useQueryClient();
  const before = useRef(going);
  useEffect(() => {
    if (going < before.current)
      for (const queryKey of [
        bankKeys.accounts,
        bankKeys.lines,
        [...bankKeys.all, 'candidates'],
        ruleKeys.preview,
        ruleKeys.exact,
        ['ledger'],
        ['invoices'],
        ['dashboard'],
      ])
        void client.invalidateQueries({ queryKey });
    before.current = going;
  }, [going, client]);
}

function useRunColumns(): Column<RunRead>[] {
  const t = useT('banking');
  return runColumns<RunRead>({
    headers: { kind: t('run'), counts: t('lines'), when: t('when'), status: t('state') },
    kind: (run) => t(`runKinds.${run.kind}`),
    counts: (run) => (
      <>
        {t('runCounts', { done: run.done_count, total: run.line_count })}
        {run.failed_count > 0 && <span className="text-neg"> · {t('runRefused', { count: run.failed_count })}</span>}
      </>
    ),
    by: (run) => run.created_by ?? t('byMachine'),
    status: (run) => t(`runStates.${run.status}`),
    tones: TONES,
    isGoing: isRunning,
  });
}
