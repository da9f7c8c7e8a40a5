import { useInfiniteQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useDownload } from '@/api/download';
import { listAnomalyRuns } from '@/api/gen/sdk.gen';
import type { AnomalyRunRead } from '@/api/gen/types.gen';
import { useListState } from '@/api/list-state';
import { useT } from '@/i18n/i18n';
import type { Tone } from '@/ui/badge';
import type { Column } from '@/ui/list-column';
import { ListPage } from '@/ui/list-page';
import { runColumns } from '@/ui/run-columns';
import { isGoing, runsOptions } from '../queries';
import { LastLook, LookNow } from './look-now';
import { RunDetail } from './run-detail';

const TONES: Record<AnomalyRunRead['status'], Tone> = {
  waiting: 'neutral',
  running: 'neutral',
  done: 'good',
  cancelled: 'warn',
  failed: 'bad',
};

/** When was looked, at how much, and what came of it. */
export function RunsPage() {
  const t = useT('anomalies');
  const query = useInfiniteQuery(runsOptions());
  const download = useDownload((format) => listAnomalyRuns({ query: { format }, parseAs: 'blob', throwOnError: true }));
  return (
    <ListPage
      title={t('parts.runs')}
      note={<LastLook />}
      description={t('runsText')}
      actions={<LookNow />}
      download={download}
      label={t('parts.runs')}
      state={useListState(query, t('runsFailed'))}
      columns={useRunColumns()}
      idOf={(row) => row.id}
      detail={(row) => <RunDetail run={row} />}
      empty={{ icon: History, title: t('neverLooked'), text: t('neverLookedText') }}
    />
  );
}

function useRunColumns(): Column<AnomalyRunRead>[] {
  const t = useT('anomalies');
  const came = ({ new_count, back_count, gone_count }: AnomalyRunRead) =>
    t('came', { new: new_count, back: back_count, gone: gone_count });
  return runColumns<AnomalyRunRead>({
    headers: { kind: t('run'), counts: t('result'), when: t('when'), status: t('state') },
    kind: (run) => t(`runKinds.${run.kind}`),
    counts: (run) => (run.status === 'done' ? `${t('looked', { count: run.entry_count })} · ${came(run)}` : '–'),
    status: (run) => t(`runStates.${run.status}`),
    tones: TONES,
    isGoing,
  });
}
