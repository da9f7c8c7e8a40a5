import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { everyPage } from '@/api/every-page';
import {
  listFiscalYears,
  reportAgedPayables,
  reportAgedReceivables,
  reportBalanceSheet,
  reportGeneralLedger,
  reportJournal,
  reportPayablesOfContact,
  reportProfitAndLoss,
  reportReceivablesOfContact,
  reportTags,
  reportTrialBalance,
} from '@/api/gen/sdk.gen';
import type { Comparison, ReportSearch } from './report-search';

const PAGE_SIZE = 200;

/** Under the books' own key: whatever is posted makes these old. */
const reportsKey = ['ledger', 'reports'] as const;

/** Days and comparison as the API wants them: the same for the screen and for the file. */
export interface Asked {
  from?: string | null;
  to?: string | null;
  compare?: Comparison | null;
}

export const STATEMENTS = {
  'profit-and-loss': reportProfitAndLoss,
  'balance-sheet': reportBalanceSheet,
} as const;
export type StatementName = keyof typeof STATEMENTS;

export const AGED = {
  'aged-receivables': reportAgedReceivables,
  'aged-payables': reportAgedPayables,
} as const;
export type AgedName = keyof typeof AGED;
const AGED_INVOICES = {
  'aged-receivables': reportReceivablesOfContact,
  'aged-payables': reportPayablesOfContact,
} as const;

export function statementOptions(which: StatementName, query: Asked) {
  return queryOptions({
    queryKey: [...reportsKey, which, query] as const,
    queryFn: async ({ signal }) => (await STATEMENTS[which]({ query, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
  });
}

export function trialBalanceOptions(query: Asked) {
  return queryOptions({
    queryKey: [...reportsKey, 'trial-balance', query] as const,
    queryFn: async ({ signal }) => (await reportTrialBalance({ query, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
  });
}

/** By contact, page by page. */
export function agedOptions(which: AgedName, query: Asked) {
  return infiniteQueryOptions({
    queryKey: [...reportsKey, which, query] as const,
    queryFn: async ({ pageParam, signal }) => {
      const asked = { ...query, limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await AGED[which]({ query: asked, signal, throwOnError: true });
      return { report: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

/** The invoices behind a contact's line, page by page. */
export function agedInvoicesOptions(which: AgedName, contactId: string, to: string) {
  return infiniteQueryOptions({
    queryKey: [...reportsKey, which, 'of', contactId, to] as const,
    queryFn: async ({ pageParam, signal }) => {
      const query = { to, limit: PAGE_SIZE, cursor: pageParam };
      const asked = { path: { contact_id: contactId }, query, signal, throwOnError: true } as const;
      const { data } = await AGED_INVOICES[which](asked);
      return { rows: data.data.rows, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
  });
}

export function tagReportOptions(query: Asked) {
  return queryOptions({
    queryKey: [...reportsKey, 'tags', query] as const,
    queryFn: async ({ signal }) => (await reportTags({ query, signal, throwOnError: true })).data.data,
    placeholderData: keepPreviousData,
  });
}

export const askedAccounts = (account: string | undefined) => account?.split(',') ?? null;

/** How the accounts that are asked for are read: `411., 44` is 411 alone and all that begin with 44. */
export const accountsText = (account: string) =>
  account
    .split(',')
    .map((one) => (one.endsWith('.') ? one.slice(0, -1) : `${one}…`))
    .join(', ');

export interface LedgerAsked extends Asked {
  account?: string[] | null;
  tag_id?: string | null;
  untagged?: string | null;
}

/** Posting by posting, page by page. */
export function generalLedgerOptions(query: LedgerAsked) {
  return infiniteQueryOptions({
    queryKey: [...reportsKey, 'general-ledger', query] as const,
    queryFn: async ({ pageParam, signal }) => {
      const asked = { ...query, limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await reportGeneralLedger({ query: asked, signal, throwOnError: true });
      return { ledger: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

/** Entry by entry, in the order of the days, page by page. */
export function journalReportOptions(query: Asked, journal: ReportSearch['journal']) {
  return infiniteQueryOptions({
    queryKey: [...reportsKey, 'journal', query, journal] as const,
    queryFn: async ({ pageParam, signal }) => {
      const asked = { ...query, journal: journal ? [journal] : null, limit: PAGE_SIZE, cursor: pageParam };
      const { data } = await reportJournal({ query: asked, signal, throwOnError: true });
      return { report: data.data, meta: data.meta };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.meta.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

/** The days of the company's fiscal years. */
export function yearSpansOptions() {
  return queryOptions({
    queryKey: ['ledger', 'year-spans'] as const,
    queryFn: async ({ signal }) => {
      const rows = await everyPage((query) => listFiscalYears({ query, signal, throwOnError: true }));
      return rows.map((year) => ({ from: year.starts_on, to: year.ends_on }));
    },
    staleTime: 10 * 60_000,
  });
}
