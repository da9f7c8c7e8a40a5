import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { everyPage } from '@/api/every-page';
import {
  getBankImport,
  getBankLine,
  guessImportColumns,
  listBankAccounts,
  listBankImports,
  listBankLines,
  listColumnMappings,
} from '@/api/gen/sdk.gen';
import type { ImportSummary, ListBankImportsData, ListBankLinesData } from '@/api/gen/types.gen';
import { POLL } from '@/api/jobs';

type Asked<Data extends { query?: object }> = Omit<NonNullable<Data['query']>, 'limit' | 'cursor' | 'format'>;
export type LinesAsked = Asked<ListBankLinesData>;
export type ImportsAsked = Asked<ListBankImportsData>;

const PAGE_SIZE = 50;
const WORKING: readonly ImportSummary['status'][] = ['reading', 'importing', 'reverting'];

export const bankKeys = {
  all: ['banking'] as const,
  accounts: ['banking', 'accounts'] as const,
  imports: ['banking', 'imports'] as const,
  import: (id: string) => ['banking', 'import', id] as const,
  lines: ['banking', 'lines'] as const,
  line: (id: string) => ['banking', 'line', id] as const,
  candidates: (id: string) => ['banking', 'candidates', id] as const,
  mappings: ['banking', 'mappings'] as const,
};

/** Whether a machine is busy with it, so that it changes by itself. */
export const isWorking = ({ status }: Pick<ImportSummary, 'status'>): boolean => WORKING.includes(status);

export function bankAccountsOptions(archived = false) {
  return queryOptions({
    queryKey: [...bankKeys.accounts, { archived }] as const,
    queryFn: ({ signal }) => {
      const status: ('active' | 'archived')[] = archived ? ['active', 'archived'] : ['active'];
      return everyPage((page) => listBankAccounts({ query: { status, ...page }, signal, throwOnError: true }));
    },
  });
}

/** Files that were brought, latest first; asks again by itself while one of them is being read. */
export function importsOptions(asked: ImportsAsked) {
  return infiniteQueryOptions({
    queryKey: [...bankKeys.imports, asked] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked, limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listBankImports({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.rows.some(isWorking)) ? POLL : (false as const),
  });
}

export function importOptions(id: string) {
  return queryOptions({
    queryKey: bankKeys.import(id),
    queryFn: async ({ signal }) =>
      (await getBankImport({ path: { import_id: id }, signal, throwOnError: true })).data.data,
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? POLL : false),
  });
}

export function columnsOptions(id: string) {
  return queryOptions({
    queryKey: [...bankKeys.import(id), 'columns'] as const,
    queryFn: async ({ signal }) =>
      (await guessImportColumns({ path: { import_id: id }, signal, throwOnError: true })).data.data,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function mappingsOptions() {
  return infiniteQueryOptions({
    queryKey: bankKeys.mappings,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listColumnMappings({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
  });
}

export function linesOptions(asked: LinesAsked) {
  return infiniteQueryOptions({
    queryKey: [...bankKeys.lines, asked] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked, limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await listBankLines({ query, signal, throwOnError: true });
      return { rows: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function lineOptions(id: string) {
  return queryOptions({
    queryKey: bankKeys.line(id),
    queryFn: async ({ signal }) => (await getBankLine({ path: { line_id: id }, signal, throwOnError: true })).data.data,
  });
}
