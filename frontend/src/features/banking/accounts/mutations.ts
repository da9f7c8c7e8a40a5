import { useMutation, useQueryClient } from '@tanstack/react-query';
import { makeBankAccount, reviseBankAccount } from '@/api/gen/sdk.gen';
import type { BankAccountMake, BankAccountRevise } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import { bankKeys } from '../queries';

/** A new account adopts statements that were brought before it: imports are old as well. */
function useAfterwards() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: bankKeys.all });
    void client.invalidateQueries({ queryKey: ['accounts'] });
  };
}

export function useMakeBankAccount() {
  const after = useAfterwards();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: BankAccountMake) =>
      (await makeBankAccount({ body, headers: once(), throwOnError: true })).data.data,
    onSuccess: after,
  });
}

export function useReviseBankAccount() {
  const after = useAfterwards();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ id, version, change }: { id: string; version: number; change: BankAccountRevise }) =>
      (
        await reviseBankAccount({
          path: { bank_account_id: id },
          body: change,
          headers: ifSeen(version),
          throwOnError: true,
        })
      ).data.data,
    onSuccess: after,
  });
}
