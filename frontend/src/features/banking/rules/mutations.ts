import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  acceptExactMatches,
  makeBankRule,
  orderBankRules,
  removeBankRule,
  revertBankRun,
  reviseBankRule,
  reviseBankSettings,
  runBankRules,
  tryBankRule,
} from '@/api/gen/sdk.gen';
import type { RuleMake, RuleRead, RuleRevise, SettingsRead, SettingsRevise } from '@/api/gen/types.gen';
import { sayFailure } from '@/api/say-failure';
import { ifSeen, ifTagged, once } from '@/api/versions';
import { useT } from '@/i18n/i18n';
import { bankKeys } from '../queries';
import { useSay, useSayFailure } from '../use-say';
import { ruleKeys } from './queries';

/** A rule was made or changed: what they would do has changed with it. `quiet`: the screen says itself what failed. */
function useRuleChange<Asked, Answer>(change: (asked: Asked) => Promise<Answer>, quiet = false) {
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  return useMutation({
    meta: { quiet: true },
    mutationFn: change,
    onSettled: () => {
      for (const queryKey of [ruleKeys.rules, ruleKeys.preview, ruleKeys.exact, [...bankKeys.all, 'candidates']])
        void client.invalidateQueries({ queryKey });
    },
    onError: (reason) => {
      if (!quiet) sayFailure(reason);
    },
  });
}

export const useMakeRule = () =>
  useRuleChange(
    async (body: RuleMake) => (await makeBankRule({ body, headers: once(), throwOnError: true })).data.data,
    true,
  );

interface Revision {
  id: string;
  version: number;
  change: RuleRevise;
}

export const useReviseRule = (quiet = false) =>
  useRuleChange(
    async ({ id, version, change }: Revision) =>
      (
        await reviseBankRule({
          path: { rule_id: id },
          body: change,
          headers: ifSeen(version),
          throwOnError: true,
        })
      ).data.data,
    quiet,
  );

export const useRemoveRule = () =>
  useRuleChange(
    async ({ id, version }: Pick<RuleRead, 'id' | 'version'>) =>
      void (await removeBankRule({ path: { rule_id: id }, headers: ifSeen(version), throwOnError: true })),
  );

export const useOrderRules = () =>
  useRuleChange(
    async ({ ids, seen }: { ids: string[]; seen: string | undefined }) =>
      (await orderBankRules({ body: { ids }, headers: { ...once(), ...ifTagged(seen) }, throwOnError: true })).data
        .data,
  );

/** What a rule that is not kept yet would do. */
export function useTryRule() {
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: RuleMake) => (await tryBankRule({ body, headers: once(), throwOnError: true })).data.data,
  });
}

/** Starts or takes back a run; it goes on by itself, and the list of runs tells how far it is. */
function useRun<Asked, Answer>(start: (asked: Asked) => Promise<Answer>, refused?: () => void) {
  const client = useQueryClient();
  const t = useT('banking');
  const say = useSay();
  return useMutation({
    meta: { quiet: true },
    mutationFn: start,
    onSuccess: () => void client.invalidateQueries({ queryKey: ruleKeys.runs }),
    onError: (reason) => {
      refused?.();
      sayFailure(reason, (told) => (told.code === 'changed_meanwhile' ? t('shownChanged') : say(told)));
    },
  });
}

/** All that are active, over the lines that were shown and no other. */
export function useRunRules() {
  const client = useQueryClient();
  return useRun(
    async (seen: string | undefined) =>
      (await runBankRules({ body: {}, headers: { ...once(), ...ifTagged(seen) }, throwOnError: true })).data.data,
    () => void client.invalidateQueries({ queryKey: ruleKeys.preview }),
  );
}

/** All answers that were shown and no other; where they are others by now, those are shown instead. */
export function useAcceptExact() {
  const client = useQueryClient();
  return useRun(
    async (seen: string | undefined) =>
      (await acceptExactMatches({ headers: { ...once(), ...ifTagged(seen) }, throwOnError: true })).data.data,
    () => void client.invalidateQueries({ queryKey: ruleKeys.exact }),
  );
}

export const useRevertRun = () =>
  useRun(
    async ({ id, reason }: { id: string; reason: string }) =>
      (await revertBankRun({ path: { run_id: id }, body: { reason }, headers: once(), throwOnError: true })).data.data,
  );

export function useReviseSettings() {
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ version, ...change }: SettingsRevise & Pick<SettingsRead, 'version'>) =>
      (await reviseBankSettings({ body: change, headers: ifSeen(version), throwOnError: true })).data.data,
    onSuccess: (now) => {
      client.setQueryData(ruleKeys.settings, now);
      void client.invalidateQueries({ queryKey: ruleKeys.exact });
    },
    onError: (reason) => {
      void client.invalidateQueries({ queryKey: ruleKeys.settings });
      sayFailure(reason);
    },
  });
}
