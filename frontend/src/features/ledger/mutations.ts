import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  makeAccount,
  makeEntry,
  makeEntryTemplate,
  removeEntryTemplate,
  reverseEntry,
  reviseAccount,
  reviseEntryTemplate,
  tagPosting,
} from '@/api/gen/sdk.gen';
import type {
  AccountDraft,
  AccountRevise,
  EntryDraft,
  EntryTemplateDraft,
  EntryTemplateRead,
} from '@/api/gen/types.gen';
import { ifSeen, ifTagged, once } from '@/api/versions';
import type { Day } from '@/lib/dates';
import { ledgerKey } from './queries';

/** Whatever is posted changes lists, reports, VAT and the dashboard. */
export function useBooksChanged() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ledgerKey });
    void client.invalidateQueries({ queryKey: ['dashboard'] });
  };
}

/** The books are never edited: an entry is undone by its mirror image, by itself on the day the books choose. */
export function useReverse(quiet = false) {
  const client = useQueryClient();
  const changed = useBooksChanged();
  return useMutation({
    meta: { quiet, anyway: true },
    mutationFn: async ({ id, ...body }: { id: string; reason: string; on?: Day | null }) => {
      const asked = { path: { entry_id: id }, body, headers: once() };
      return (await reverseEntry({ ...asked, throwOnError: true })).data.data;
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
    mutationFn: async (body: EntryDraft) => (await makeEntry({ body, headers: once(), throwOnError: true })).data.data,
    onSuccess: changed,
  });
}

interface Tagging {
  id: string;
  /** The entry as it was seen, by its ETag. */
  seen: string | undefined;
  tags: { tag_id: string; percent: string }[];
}

export function useTagPosting() {
  const changed = useBooksChanged();
  return useMutation({
    mutationFn: async ({ id, seen, tags }: Tagging) => {
      const asked = { path: { posting_id: id }, body: { tags }, headers: ifTagged(seen) };
      return (await tagPosting({ ...asked, throwOnError: true })).data.data;
    },
    onSuccess: changed,
  });
}

export function useMakeTemplate() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: EntryTemplateDraft) =>
      (await makeEntryTemplate({ body, headers: once(), throwOnError: true })).data.data,
    onSuccess: () => void client.invalidateQueries({ queryKey: [...ledgerKey, 'templates'] }),
  });
}

export function useReviseTemplate(id: string) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ seen, change }: { seen: number; change: EntryTemplateDraft }) => {
      const asked = { path: { template_id: id }, body: change, headers: ifSeen(seen) };
      return (await reviseEntryTemplate({ ...asked, throwOnError: true })).data.data;
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
    meta: { anyway: true },
    mutationFn: async ({ id, version }: Pick<EntryTemplateRead, 'id' | 'version'>) =>
      void (await removeEntryTemplate({
        path: { template_id: id },
        headers: ifSeen(version),
        throwOnError: true,
      })),
    onSuccess: () => void client.invalidateQueries({ queryKey: [...ledgerKey, 'templates'] }),
  });
}

export function useMakeAccount() {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: AccountDraft) =>
      (await makeAccount({ body, headers: once(), throwOnError: true })).data.data,
    onSuccess: () => void client.invalidateQueries({ queryKey: ['accounts'] }),
  });
}

export function useReviseAccount(quiet = false) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet },
    mutationFn: async ({ id, seen, change }: { id: string; seen: number; change: AccountRevise }) => {
      const asked = { path: { account_id: id }, body: change, headers: ifSeen(seen) };
      return (await reviseAccount({ ...asked, throwOnError: true })).data.data;
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: ['accounts'] }),
  });
}
