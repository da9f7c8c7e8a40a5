import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  acceptFinding,
  decideFindings,
  explainFinding,
  previewAnomalySettings,
  replayAnomalyRun,
  setAnomalySettings,
  snoozeFinding,
  startAnomalyRun,
  undoFindingDecision,
} from '@/api/gen/sdk.gen';
import type { AnomalySettingsWrite, DecideOne, FindingRead } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import { anomalyKeys, SHOWN } from './queries';

/** What somebody says of a finding. */
export type Saying =
  | { kind: 'accepted' }
  | { kind: 'explained'; note: string }
  | { kind: 'snoozed'; until: string; note: string | null };

type Seen = Pick<FindingRead, 'id' | 'version'>;

/** Something was said of findings: where they are shown is to be read anew; the lists not at once, if they hide them. */
function useAfterwards() {
  const client = useQueryClient();
  return (lists: 'active' | 'none') => {
    for (const queryKey of SHOWN)
      void client.invalidateQueries({
        queryKey,
        refetchType: queryKey === anomalyKeys.findings ? lists : 'active',
      });
  };
}

/** Says it of the finding as it was seen. A list that hides what is done is left as it is. */
export function useDecide() {
  const after = useAfterwards();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ finding, saying }: { finding: Seen; saying: Saying; hides: boolean }) => {
      const asked = {
        path: { finding_id: finding.id },
        headers: { ...once(), ...ifSeen(finding.version) },
        throwOnError: true,
      } as const;
      if (saying.kind === 'accepted') return (await acceptFinding({ ...asked, body: {} })).data.data;
      if (saying.kind === 'explained')
        return (await explainFinding({ ...asked, body: { note: saying.note } })).data.data;
      const { until, note } = saying;
      return (await snoozeFinding({ ...asked, body: { until, note } })).data.data;
    },
    onSuccess: (_, { hides }) => after(hides ? 'none' : 'active'),
  });
}

/** Takes back what was said of findings, one after the other. */
export function useUndo() {
  const after = useAfterwards();
  return useMutation({
    meta: { quiet: true, anyway: true },
    mutationFn: async (findings: readonly Seen[]) => {
      for (const { id, version } of findings)
        await undoFindingDecision({
          path: { finding_id: id },
          body: {},
          headers: { ...once(), ...ifSeen(version) },
          throwOnError: true,
        });
    },
    onSettled: () => after('active'),
  });
}

export function useDecideMany() {
  const after = useAfterwards();
  return useMutation({
    mutationFn: async (items: DecideOne[]) =>
      (await decideFindings({ body: { items }, headers: once(), throwOnError: true })).data.data,
    onSettled: () => after('active'),
  });
}

/** A run goes on by itself, and the list of runs tells how far it is. */
export function useLookNow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => (await startAnomalyRun({ headers: once(), throwOnError: true })).data.data,
    onSettled: () => client.invalidateQueries({ queryKey: anomalyKeys.runs }),
  });
}

/** Judges again what a run judged, to see that the same comes out. */
export function useReplay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) =>
      (await replayAnomalyRun({ path: { anomaly_run_id: id }, headers: once(), throwOnError: true })).data.data,
    onSuccess: () => void client.invalidateQueries({ queryKey: anomalyKeys.runs }),
  });
}

/** What other limits would have found in the last year. */
export function usePreview() {
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: AnomalySettingsWrite) =>
      (await previewAnomalySettings({ body, headers: once(), throwOnError: true })).data.data,
  });
}

export function useKeepSettings() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ version, body }: { version: number; body: AnomalySettingsWrite }) =>
      (await setAnomalySettings({ body, headers: ifSeen(version), throwOnError: true })).data.data,
    onSuccess: (now) => client.setQueryData(anomalyKeys.settings, now),
  });
}
