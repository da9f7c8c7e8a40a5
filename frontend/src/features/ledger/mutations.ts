import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  ledgerMakeAccount,
  ledgerMakeEntry,
  ledgerMakeEntryTemplate,
  ledgerRemoveEntryTemplate,
  ledgerReverseEntry,
  ledgerReviseAccount,
  ledgerReviseEntryTemplate,
  ledgerTagPosting,
} from '@/api/gen/sdk.gen';
import type { AccountDraft, AccountRevise, EntryDraft, EntryTemplateDraft } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';
import { ledgerKey } from './queries';

/** Whatever is posted changes lists, reports, VAT and the dashboard. */
export function useBooksChanged() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ledgerKey });
    void client.invalidateQueries({ queryKey: ['dashboard'] });
  };
}

/** The books are never edited: an entry is undone by its mirror image. */
export function useReverse() {
  const client = useQueryClient();
  const changed = useBooksChanged();
  return useMutation({
    mutationFn: async ({ id, reason }: { id: string; reason: string }) => {
      const asked = { path: { entry_id: id }, body: { reason }, headers: once() };
      return (await ledgerReverseEntry({ ...asked, throwOnError: true })).data.data;
    },
    onSuccess: () => {
      changed();
      void client.invalidateQueries({ queryKey: ['documents'] });
    },
  });
}

/** Writes an entry by hand; the editor says itself what is wrong with it. */
export function useMakeEntry() {
  const changed = useBooksChanged();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: EntryDraft) =>
      (await ledgerMakeEntry({ body, headers: once(), throwOnError: true })).data.data,
    onSuccess: changed,
  });
}

export function useTagPosting() {
  const changed = useBooksChanged();
  return useMutation({
    mutationFn: async ({ id, tags }: { id: string; tags: { tag_id: string; percent: string }[] }) =>
      (await ledgerTagPosting({ path: { posting_id: id }, body: { tags }, throwOnError: true })).data.data,
    onSuccess: changed,
  });
}

export function useMakeTemplate() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: EntryTemplateDraft) =>
      (await ledgerMakeEntryTemplate({ body, headers: once(), throwOnError: true })).data.data,
    onSuccess: () => void client.invalidateQueries({ queryKey: [...ledgerKey, 'templates'] }),
  });
}

export function useReviseTemplate(id: string) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ seen, change }: { seen: number; change: EntryTemplateDraft }) => {
      const asked = { path: { template_id: id }, body: change, headers: ifSeen(seen) };
      return (await ledgerReviseEntryTemplate({ ...asked, throwOnError: true })).data.data;
    },
    onSuccess: (template) => {
      client.setQueryData([...ledgerKey, 'template', id], template);
      void client.invalidateQueries({ queryKey: [...ledgerKey, 'templates'] });
    },
  });
}

export function useRemoveTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) =>
      void (await ledgerRemoveEntryTemplate({ path: { template_id: id }, throwOnError: true })),
    onSuccess: () => void client.invalidateQueries({ queryKey: [...ledgerKey, 'templates'] }),
  });
}

export function useMakeAccount() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: AccountDraft) =>
      (await ledgerMakeAccount({ body, headers: once(), throwOnError: true })).data.data,
    onSuccess: () => void client.invalidateQueries({ queryKey: ['accounts'] }),
  });
}

export function useReviseAccount(quiet = false) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet },
    mutationFn: async ({ id, seen, change }: { id: string; seen: number; change: AccountRevise }) => {
      const asked = { path: { account_id: id }, body: change, headers: ifSeen(seen) };
      return (await ledgerReviseAccount({ ...asked, throwOnError: true })).data.data;
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: ['accounts'] }),
  });
}
