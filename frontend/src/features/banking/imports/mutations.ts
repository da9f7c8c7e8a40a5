import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  chooseImportAccount,
  confirmBankImport,
  discardBankImport,
  mapImportColumns,
  revertBankImport,
} from '@/api/gen/sdk.gen';
import type { ImportRead, MapColumns } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import { bankKeys } from '../queries';
import { useSayFailure } from '../use-say';

type Seen = Pick<ImportRead, 'id' | 'version'>;

/** A decision about an import: other lists are old afterwards, and what failed is said in the corner. */
function useDecision<Asked>(decide: (asked: Asked) => Promise<ImportRead>, quiet = false) {
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  return useMutation({
    meta: { quiet: true },
    mutationFn: decide,
    onSuccess: (now) => {
      client.setQueryData(bankKeys.import(now.id), now);
      for (const queryKey of [bankKeys.imports, bankKeys.accounts, bankKeys.lines, ['dashboard']])
        void client.invalidateQueries({ queryKey });
      void client.invalidateQueries({ queryKey: [...bankKeys.import(now.id), 'columns'] });
    },
    onError: (reason) => {
      void client.invalidateQueries({ queryKey: ['banking', 'import'] });
      if (!quiet) sayFailure(reason);
    },
  });
}

export const useConfirmImport = (quiet = false) =>
  useDecision(
    async ({ id, version, anyway, alike = false }: Seen & { anyway: boolean; alike?: boolean }) =>
      (
        await confirmBankImport({
          path: { import_id: id },
          body: { accept_unbalanced: anyway, import_alike: alike },
          headers: { ...once(), ...ifSeen(version) },
          throwOnError: true,
        })
      ).data.data,
    quiet,
  );

export const useDiscardImport = () =>
  useDecision(
    async ({ id, version }: Seen) =>
      (
        await discardBankImport({
          path: { import_id: id },
          headers: { ...once(), ...ifSeen(version) },
          throwOnError: true,
        })
      ).data.data,
  );

export const useRevertImport = () =>
  useDecision(
    async ({ id, version, reason }: Seen & { reason: string }) =>
      (
        await revertBankImport({
          path: { import_id: id },
          body: { reason },
          headers: { ...once(), ...ifSeen(version) },
          throwOnError: true,
        })
      ).data.data,
  );

export const useChooseAccount = () =>
  useDecision(
    async ({ id, version, accountId }: Seen & { accountId: string }) =>
      (
        await chooseImportAccount({
          path: { import_id: id },
          body: { bank_account_id: accountId },
          headers: ifSeen(version),
          throwOnError: true,
        })
      ).data.data,
  );

/** Says what the columns are; the form itself shows what is wrong with them. */
export const useMapColumns = () =>
  useDecision(
    async ({ id, version, asked }: Seen & { asked: MapColumns }) =>
      (
        await mapImportColumns({
          path: { import_id: id },
          body: asked,
          headers: ifSeen(version),
          throwOnError: true,
        })
      ).data.data,
    true,
  );
