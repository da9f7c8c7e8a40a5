import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchFile } from '@/api/fetch-file';
import { privacyCloseCompany, privacyEraseMe, privacyExportCompany, privacyExportMe } from '@/api/gen/sdk.gen';
import type { CloseCompany } from '@/api/gen/types.gen';
import { type ExportKind, exportsOptions } from './queries';

const ASK = { person: privacyExportMe, company: privacyExportCompany };

export function useAskExport(kind: ExportKind) {
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
      (await privacyEraseMe({ body: { current_password }, throwOnError: true })).data.data,
  });
}

/** Everything on screen is asked again: most of it can only be looked at from now on. */
export function useCloseCompany() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: CloseCompany) => (await privacyCloseCompany({ body, throwOnError: true })).data.data,
    onSuccess: () => client.invalidateQueries(),
  });
}
