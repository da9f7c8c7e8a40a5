import { useMutation, useQueryClient } from '@tanstack/react-query';
import { identityLogin, identityLogout, identityRegister, identityReviseMe, identitySwitch } from '@/api/gen/sdk.gen';
import type { Register, ReviseProfile, SignIn } from '@/api/gen/types.gen';
import { meOptions } from '@/api/me';
import { closeSession, type Grant, openSession } from '@/api/session';

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

export function useSignIn() {
  return useGrant(async (body: SignIn) => (await identityLogin({ body, throwOnError: true })).data.data);
}

export function useSignUp() {
  return useGrant(async (body: Register) => (await identityRegister({ body, throwOnError: true })).data.data);
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => void (await identityLogout({ throwOnError: true })),
    onSettled: () => {
      closeSession();
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
      client.clear();
      await client.ensureQueryData(meOptions());
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
