import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchFile } from '@/api/fetch-file';
import { closeCompany, eraseMe, exportCompany, exportMe } from '@/api/gen/sdk.gen';
import type { CloseCompany } from '@/api/gen/types.gen';
import { exportsOptions, type WholeKind } from './queries';

const ASK = { person: exportMe, company: exportCompany };

export function useAskExport(kind: WholeKind) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async () => (await ASK[kind]({ throwOnError: true })).data.data,
    onSuccess: () => client.invalidateQueries({ queryKey: exportsOptions(kind).queryKey }),
  });
}

export function useDownloadExport() {
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, filename }: { id: string; filename: string }) =>
      fetchFile(`/api/v1/exports/${id}/content`, filename),
  });
}

export function useEraseMe() {
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (current_password: string) =>
      (await eraseMe({ body: { current_password }, throwOnError: true })).data.data,
  });
}

/** Everything on screen is asked again: most of it can only be looked at from now on. */
export function useCloseCompany() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: CloseCompany) => (await closeCompany({ body, throwOnError: true })).data.data,
    onSuccess: () => client.invalidateQueries(),
  });
}
