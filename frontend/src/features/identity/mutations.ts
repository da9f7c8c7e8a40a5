import { useMutation, useQueryClient } from '@tanstack/react-query';
import { identityLogin, identityLogout, identityRegister, identityReviseMe, identitySwitch } from '@/api/gen/sdk.gen';
import type { Register, ReviseProfile, SignIn } from '@/api/gen/types.gen';
import { meOptions } from '@/api/me';
import { closeSession, type Grant, openSession } from '@/api/session';
import { setLocale, takePickedLocale } from '@/i18n/i18n';

/** Opens a session; what an earlier one left in the cache is forgotten. */
function useGrant<Asked>(ask: (asked: Asked) => Promise<Grant>) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: ask,
    onSuccess: (grant) => {
      openSession(grant);
      client.clear();
    },
  });
}

/** The language is the person's own, unless another was picked at the door just now: then that one is kept. */
export function useSignIn() {
  return useGrant(async (body: SignIn) => {
    const grant = (await identityLogin({ body, throwOnError: true })).data.data;
    const language = takePickedLocale();
    if (!language) await setLocale(grant.user.language);
    else if (language !== grant.user.language) {
      openSession(grant);
      await identityReviseMe({ body: { language }, throwOnError: true });
    }
    return grant;
  });
}

export function useSignUp() {
  return useGrant(async (body: Register) => (await identityRegister({ body, throwOnError: true })).data.data);
}

/** Ends the session. The caller leaves the shell first, so that nothing on it asks again without a token. */
export function useSignOut(leave: () => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => void (await identityLogout({ throwOnError: true })),
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
    mutationFn: async (tenant_id: string) =>
      (await identitySwitch({ body: { tenant_id }, throwOnError: true })).data.data,
    onSuccess: async (grant) => {
      openSession(grant);
      client.removeQueries({ type: 'inactive' });
      await client.resetQueries();
    },
  });
}

export function useReviseProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: ReviseProfile) => (await identityReviseMe({ body, throwOnError: true })).data.data,
    onSuccess: (me) => client.setQueryData(meOptions().queryKey, me),
  });
}
