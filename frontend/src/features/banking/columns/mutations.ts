import { useMutation, useQueryClient } from '@tanstack/react-query';
import { makeColumnMapping, removeColumnMapping, reviseColumnMapping } from '@/api/gen/sdk.gen';
import type { MappingMake } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import { bankKeys } from '../queries';
import { useSayFailure } from '../use-say';

function useChange<Asked, Answer>(change: (asked: Asked) => Promise<Answer>) {
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  return useMutation({
    meta: { quiet: true },
    mutationFn: change,
    onSuccess: () => void client.invalidateQueries({ queryKey: bankKeys.mappings }),
    onError: sayFailure,
  });
}

export const useMakeMapping = () =>
  useChange(
    async (body: MappingMake) => (await makeColumnMapping({ body, headers: once(), throwOnError: true })).data.data,
  );

export const useNameMapping = () =>
  useChange(
    async ({ id, version, name }: { id: string; version: number; name: string }) =>
      (
        await reviseColumnMapping({
          path: { mapping_id: id },
          body: { name },
          headers: ifSeen(version),
          throwOnError: true,
        })
      ).data.data,
  );

export const useRemoveMapping = () =>
  useChange(
    async ({ id, version }: { id: string; version: number }) =>
      void (await removeColumnMapping({ path: { mapping_id: id }, headers: ifSeen(version), throwOnError: true })),
  );
