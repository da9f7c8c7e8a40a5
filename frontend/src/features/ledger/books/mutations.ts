import { type InfiniteData, type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  beginFiscalYear,
  closeFiscalYear,
  fetchExchangeRates,
  importOpeningItems,
  lockJournal,
  makeRecurringEntry,
  makeTag,
  removeFiscalYear,
  removeRecurringEntry,
  reopenFiscalYear,
  reviseFiscalYear,
  reviseRecurringEntry,
  reviseTag,
  runRecurringEntry,
  setExchangeRate,
  setOpeningBalances,
} from '@/api/gen/sdk.gen';
import type {
  BeginFiscalYear,
  CloseYear,
  FiscalYearRead,
  JournalRead,
  PageExchangeRateRead,
  RecurringEntryDraft,
  RecurringEntryRead,
  RecurringEntryRevise,
  ReviseFiscalYear,
  SetExchangeRate,
  SetOpening,
  TagDraft,
  TagRevise,
} from '@/api/gen/types.gen';
import { ifSeen, ifTagged, once } from '@/api/versions';
import { useBooksChanged } from '../mutations';
import { ledgerKey } from '../queries';
import { booksKeys } from './queries';

/** A change after which these lists are old; its form says what went wrong. `anyway`: it sends no field of the screen. */
function useChange<Asked, Answer>(
  change: (asked: Asked) => Promise<Answer>,
  key: QueryKey,
  quiet = true,
  anyway = false,
) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet, anyway },
    mutationFn: change,
    onSuccess: () => void client.invalidateQueries({ queryKey: key }),
  });
}

/** A change that posts or unlocks: everything that shows the books is old after it. */
function useDeepChange<Asked, Answer>(change: (asked: Asked) => Promise<Answer>, quiet = true) {
  const changed = useBooksChanged();
  return useMutation({ meta: { quiet }, mutationFn: change, onSuccess: changed });
}

export const useBeginYear = () =>
  useDeepChange(
    async (body: BeginFiscalYear) => (await beginFiscalYear({ body, headers: once(), throwOnError: true })).data.data,
  );

export const useReviseYear = ({ id, version }: FiscalYearRead) =>
  useDeepChange(async (body: ReviseFiscalYear) => {
    const asked = { path: { year_id: id }, body, headers: ifSeen(version) };
    return (await reviseFiscalYear({ ...asked, throwOnError: true })).data.data;
  });

export const useRemoveYear = () =>
  useDeepChange(async ({ id, version }: FiscalYearRead) => {
    await removeFiscalYear({ path: { year_id: id }, headers: ifSeen(version), throwOnError: true });
  }, false);

export const useCloseYear = (id: string) =>
  useDeepChange(async ({ seen, ...body }: CloseYear & { seen: number }) => {
    const headers = { ...once(), ...ifSeen(seen) };
    return (await closeFiscalYear({ path: { year_id: id }, body, headers, throwOnError: true })).data.data;
  });

export const useReopenYear = () =>
  useDeepChange(async ({ id, seen, reason }: { id: string; seen: number; reason: string }) => {
    const headers = { ...once(), ...ifSeen(seen) };
    const asked = { path: { year_id: id }, body: { reason }, headers };
    return (await reopenFiscalYear({ ...asked, throwOnError: true })).data.data;
  }, false);

export const useLockJournal = () =>
  useChange(
    async ({ journal, until, seen }: { journal: JournalRead['journal']; until: string | null; seen: number }) => {
      const asked = { path: { journal }, body: { locked_until: until }, headers: ifSeen(seen) };
      return (await lockJournal({ ...asked, throwOnError: true })).data.data;
    },
    [...ledgerKey, 'journals'],
    false,
  );

export const useSetOpening = () =>
  useDeepChange(async ({ body, seen }: { body: SetOpening; seen: string | undefined }) => {
    const asked = { body, headers: ifTagged(seen) };
    return (await setOpeningBalances({ ...asked, throwOnError: true })).data.data;
  });

/** Reads a list of open invoices; `dry` shows what would become of it and writes nothing. */
export function useImportOpening() {
  const changed = useBooksChanged();
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ file, direction, dry }: { file: File; direction: 'sale' | 'purchase'; dry: boolean }) => {
      const asked = { body: { file }, query: { direction, dry_run: dry }, headers: once() };
      return (await importOpeningItems({ ...asked, throwOnError: true })).data.data;
    },
    onSuccess: (result) => {
      if (!result.dry_run) changed();
    },
  });
}

export const useMakeRecurring = () =>
  useChange(
    async (body: RecurringEntryDraft) =>
      (await makeRecurringEntry({ body, headers: once(), throwOnError: true })).data.data,
    booksKeys.recurring,
  );

export const useReviseRecurring = (quiet = true) =>
  useChange(
    async ({ id, seen, change }: { id: string; seen: number; change: RecurringEntryRevise }) => {
      const asked = { path: { recurring_id: id }, body: change, headers: ifSeen(seen) };
      return (await reviseRecurringEntry({ ...asked, throwOnError: true })).data.data;
    },
    booksKeys.recurring,
    quiet,
  );

export const useRemoveRecurring = () =>
  useChange(
    async ({ id, version }: Pick<RecurringEntryRead, 'id' | 'version'>) => {
      const asked = { path: { recurring_id: id }, headers: ifSeen(version) };
      await removeRecurringEntry({ ...asked, throwOnError: true });
    },
    booksKeys.recurring,
    false,
    true,
  );

export const useRunRecurring = () =>
  useDeepChange(async (id: string) => {
    const asked = { path: { recurring_id: id }, headers: once() };
    return (await runRecurringEntry({ ...asked, throwOnError: true })).data.data;
  }, false);

/** A rate that is on the screen is set anew only if it still is what was seen. */
export function useSetRate() {
  const client = useQueryClient();
  return useChange(async (body: SetExchangeRate) => {
    const lists = client.getQueriesData<InfiniteData<PageExchangeRateRead>>({ queryKey: booksKeys.rates });
    const rows = lists.flatMap(([, list]) => list?.pages.flatMap((page) => page.data) ?? []);
    const seen = rows.find(({ currency, valid_on }) => currency === body.currency && valid_on === body.valid_on);
    const headers = seen?.version === undefined ? {} : ifSeen(seen.version);
    return (await setExchangeRate({ body, headers, throwOnError: true })).data.data;
  }, booksKeys.rates);
}

/** Begins the job that fetches them: the rates are there when it has ended. */
export const useFetchRates = () =>
  useMutation({
    mutationFn: async () =>
      (await fetchExchangeRates({ body: { currencies: [] }, headers: once(), throwOnError: true })).data.data,
  });

export const useMakeTag = () =>
  useChange(
    async (body: TagDraft) => (await makeTag({ body, headers: once(), throwOnError: true })).data.data,
    booksKeys.tags,
  );

export const useReviseTag = (quiet = true) =>
  useChange(
    async ({ id, seen, change }: { id: string; seen: number; change: TagRevise }) => {
      const asked = { path: { tag_id: id }, body: change, headers: ifSeen(seen) };
      return (await reviseTag({ ...asked, throwOnError: true })).data.data;
    },
    booksKeys.tags,
    quiet,
  );
