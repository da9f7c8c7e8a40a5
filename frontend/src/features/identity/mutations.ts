import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  acceptInvitation,
  answerChallenge,
  openCompany,
  registerCompany,
  reviseMe,
  signIn,
  signOut,
  switchCompany,
} from '@/api/gen/sdk.gen';
import type {
  AcceptInvitation,
  AnswerChallenge,
  MfaAsked,
  OpenCompany,
  Register,
  ReviseProfile,
  SignIn,
  Tokens,
} from '@/api/gen/types.gen';
import { meOptions } from '@/api/me';
import { closeSession, freshToken, openSession } from '@/api/session';
import { setLocale, takePickedLocale } from '@/i18n/i18n';

/** What comes of a first step: in, or asked for a second one. */
type Outcome = Tokens | MfaAsked;

export const isChallenge = (outcome: Outcome): outcome is MfaAsked => outcome.type === 'mfa_challenge';

/** The language is the person's own, unless another was picked at the door just now: then that one is kept. */
async function arrive(grant: Tokens): Promise<void> {
  openSession(grant);
  const language = takePickedLocale();
  if (!language) await setLocale(grant.user.language);
  else if (language !== grant.user.language) await reviseMe({ body: { language }, throwOnError: true });
}

/** Opens a session, at once or after the second step; what an earlier one left in the cache is forgotten. */
function useDoor<Asked, Answered extends Outcome>(ask: (asked: Asked) => Promise<Answered>) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (asked: Asked) => {
      const outcome = await ask(asked);
      if (!isChallenge(outcome)) await arrive(outcome);
      return outcome;
    },
    onSuccess: (outcome) => {
      if (isChallenge(outcome)) return;
      // Who comes back to the same books finds the page as it was left, with what was typed.
      const before = client.getQueryData(meOptions().queryKey);
      if (before?.id !== outcome.user.id || before.tenant.id !== outcome.tenant.id) client.clear();
    },
  });
}

export function useSignIn() {
  return useDoor(async (body: SignIn) => (await signIn({ body, throwOnError: true })).data.data as Outcome);
}

export function useSecondStep() {
  return useDoor(async (body: AnswerChallenge) => (await answerChallenge({ body, throwOnError: true })).data.data);
}

export function useSignUp() {
  return useDoor(async (body: Register) => (await registerCompany({ body, throwOnError: true })).data.data);
}

/** Joins a company: as a new person, by password, or as who is signed in here. */
export function useJoin() {
  return useDoor(async (body: AcceptInvitation) => {
    await freshToken();
    return (await acceptInvitation({ body, throwOnError: true })).data.data as Outcome;
  });
}

/** Ends the session. The caller leaves the shell first, so that nothing on it asks again without a token. */
export function useSignOut(leave: () => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    meta: { anyway: true },
    mutationFn: async () => void (await signOut({ throwOnError: true })),
    onSettled: async () => {
      closeSession();
      await leave();
      client.clear();
    },
  });
}

/** Goes on in another company: a new token, and nothing of the old company stays on screen. */
export function useSwitchTenant() {
  const client = useQueryClient();
  return useMutation({
    meta: { anyway: true },
    mutationFn: async (tenant_id: string) =>
      (await switchCompany({ body: { tenant_id }, throwOnError: true })).data.data,
    onSuccess: async (grant) => {
      openSession(grant);
      client.removeQueries({ type: 'inactive' });
      await client.resetQueries();
    },
  });
}

/** Opens the books of another company, and goes there. */
export function useOpenCompany() {
  const change = useSwitchTenant();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: OpenCompany) => {
      const opened = (await openCompany({ body, throwOnError: true })).data.data;
      await change.mutateAsync(opened.id);
      return opened;
    },
  });
}

export function useReviseProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: ReviseProfile) => (await reviseMe({ body, throwOnError: true })).data.data,
    onSuccess: (me) => client.setQueryData(meOptions().queryKey, me),
  });
}
