import { useMutation, useQueryClient } from '@tanstack/react-query';
import { contactKeys } from '@/api/contacts';
import {
  importContacts,
  makeContact,
  mergeContact,
  removeContact,
  reviseContact,
  sendOpenItems,
} from '@/api/gen/sdk.gen';
import type { ContactMake, ContactRead, ContactRevise, OpenItemsSend } from '@/api/gen/types.gen';
import { ifSeen, once } from '@/api/versions';

function useKeep() {
  const client = useQueryClient();
  return (contact?: ContactRead) => {
    if (contact) client.setQueryData(contactKeys.one(contact.id), contact);
    void client.invalidateQueries({ queryKey: contactKeys.all });
    void client.invalidateQueries({ queryKey: ['invoices'] });
  };
}

export function useMakeContact() {
  const keep = useKeep();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (body: ContactMake) =>
      (await makeContact({ body, headers: once(), throwOnError: true })).data.data,
    onSuccess: keep,
  });
}

interface Revision {
  id: string;
  version: number;
  change: ContactRevise;
}

export function useReviseContact({ quiet = true } = {}) {
  const keep = useKeep();
  return useMutation({
    meta: { quiet },
    mutationFn: async ({ id, version, change }: Revision) =>
      (
        await reviseContact({
          path: { contact_id: id },
          body: change,
          headers: ifSeen(version),
          throwOnError: true,
        })
      ).data.data,
    onSuccess: keep,
  });
}

/** Gone, or put away where something names it: the answer says which. */
export function useRemoveContact() {
  const keep = useKeep();
  return useMutation({
    meta: { anyway: true },
    mutationFn: async ({ id, version }: { id: string; version: number }) =>
      (await removeContact({ path: { contact_id: id }, headers: ifSeen(version), throwOnError: true })).data.data,
    onSuccess: () => keep(),
  });
}

interface Merging {
  id: string;
  version: number;
  into: string;
}

export function useMergeContacts() {
  const keep = useKeep();
  return useMutation({
    mutationFn: async ({ id, version, into }: Merging) =>
      (
        await mergeContact({
          path: { contact_id: id },
          body: { into_id: into, version },
          headers: once(),
          throwOnError: true,
        })
      ).data.data,
    onSuccess: keep,
  });
}

/** Reads a file of contacts; `dry` shows what would become of it and writes nothing. */
export function useImportContacts() {
  const keep = useKeep();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ file, dry }: { file: File; dry: boolean }) =>
      (await importContacts({ body: { file }, query: { dry_run: dry }, headers: once(), throwOnError: true })).data
        .data,
    onSuccess: (result) => {
      if (!result.dry_run) keep();
    },
  });
}

export function useSendOpenItems() {
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ id, asked }: { id: string; asked: OpenItemsSend }) => {
      const path = { contact_id: id };
      return (await sendOpenItems({ path, body: asked, headers: once(), throwOnError: true })).data.data;
    },
  });
}
