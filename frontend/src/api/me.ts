import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { getMe } from './gen/sdk.gen';
import type { Me, UsualAccounts } from './gen/types.gen';
import { useSecondFactorWanted } from './session';

/** Who is signed in, and in whose books. Every screen under the shell may count on it being there. */
export function meOptions() {
  return queryOptions({
    queryKey: ['me'] as const,
    queryFn: async ({ signal }) => (await getMe({ signal, throwOnError: true })).data.data,
    staleTime: 5 * 60_000,
  });
}

export function useMe(): Me | undefined {
  return useQuery(meOptions()).data;
}

/** The currency of the books. */
export function useCurrency(): string {
  return useMe()?.tenant.currency ?? 'EUR';
}

/** Whose law the books follow. */
export function useCountry(): string {
  return useMe()?.tenant.country ?? 'BE';
}

/** The accounts that the books are kept on; which they are, the company's country decides. */
export function useBooksAccounts(): UsualAccounts | undefined {
  return useMe()?.tenant.accounts;
}

/** Whether an account is one of those, or is kept below one. */
export function begins(code: string, beginnings: readonly string[] | undefined): boolean {
  return beginnings?.some((one) => code.startsWith(one)) ?? false;
}

/** What is left where the books are closed: looking, taking along, and what concerns oneself. */
const IN_A_CLOSED_COMPANY = /:read$|^(profile|security):|^(company|reports):export$|^audit:verify$/;

/** Whether role and company allow it; the server decides again, this only hides what would be refused. */
export function useMay(): (permission: string) => boolean {
  const me = useMe();
  const permissions = me?.permissions;
  const closed = Boolean(me?.tenant.closed_at);
  return useCallback(
    (permission) => (permissions?.includes(permission) ?? false) && (!closed || IN_A_CLOSED_COMPANY.test(permission)),
    [permissions, closed],
  );
}

/** Whether the company lets this session do nothing until it has shown a second factor. */
export function useShutOut(): boolean {
  const me = useMe();
  const wanted = useSecondFactorWanted();
  return me?.mfa_required_by_company === true && (!me.mfa_enabled || wanted);
}
