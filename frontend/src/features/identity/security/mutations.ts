import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  beginTotp,
  changeEmail,
  changePassword,
  confirmTotp,
  disableMfa,
  endOtherSessions,
  endSession,
  renewRecoveryCodes,
} from '@/api/gen/sdk.gen';
import type { ChangeEmail, ChangePassword, DisableMfa } from '@/api/gen/types.gen';
import { meOptions } from '@/api/me';
import { secondFactorShown } from '@/api/session';
import { mfaOptions, sessionsOptions } from './queries';

/** What the forms of this page share: they say themselves what went wrong, and tell what is old afterwards. */
function useAct<Asked, Answered>(act: (asked: Asked) => Promise<Answered>, ...old: readonly (readonly string[])[]) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: act,
    onSuccess: async () => {
      for (const queryKey of old) await client.invalidateQueries({ queryKey });
    },
  });
}

const ME = meOptions().queryKey;
const MFA = mfaOptions().queryKey;
const SESSIONS = sessionsOptions().queryKey;

export const useChangePassword = () =>
  useAct(async (body: ChangePassword) => void (await changePassword({ body, throwOnError: true })), SESSIONS);

export const useChangeEmail = () =>
  useAct(async (body: ChangeEmail) => (await changeEmail({ body, throwOnError: true })).data.data.email);

export const useBeginTotp = () =>
  useAct(
    async (current_password: string) => (await beginTotp({ body: { current_password }, throwOnError: true })).data.data,
  );

/** Switches it on; `me` is asked anew only when the codes are kept, since what it says may move the page. */
export const useConfirmTotp = () =>
  useAct(async (code: string) => {
    const { recovery_codes } = (await confirmTotp({ body: { code }, throwOnError: true })).data.data;
    secondFactorShown();
    return recovery_codes;
  });

export const useRenewRecoveryCodes = () =>
  useAct(
    async (current_password: string) =>
      (await renewRecoveryCodes({ body: { current_password }, throwOnError: true })).data.data.recovery_codes,
    MFA,
  );

export const useDisableMfa = () =>
  useAct(async (body: DisableMfa) => void (await disableMfa({ body, throwOnError: true })), MFA, ME);

export const useEndSession = () =>
  useAct(async (session_id: string) => void (await endSession({ path: { session_id }, throwOnError: true })), SESSIONS);

export const useEndOtherSessions = () =>
  useAct(async () => void (await endOtherSessions({ throwOnError: true })), SESSIONS);

/** The second factor is on and its codes are kept: everything may be asked again. */
export function useSettled() {
  const client = useQueryClient();
  return () => client.invalidateQueries();
}
