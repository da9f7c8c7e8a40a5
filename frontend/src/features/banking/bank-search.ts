import * as z from 'zod/mini';
import type { ImportsAsked, LinesAsked } from './queries';

const text = z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined);
const id = z.catch(z.optional(z.uuid()), undefined);
export const STATUSES = ['staged', 'needs_mapping', 'reading', 'imported', 'failed', 'discarded', 'reverted'] as const;
export const LINE_TABS = ['todo', 'reconciled', 'all'] as const;

/** Filters as they stand in the address; what does not fit is left out. */
export const importSearch = z.object({
  q: text,
  status: z.catch(z.optional(z.enum(STATUSES)), undefined),
});

export const accountSearch = z.object({ archived: z.catch(z.optional(z.literal('yes')), undefined) });

/** Which lines of one import are shown, and whether its columns are being said again. */
export const importedSearch = z.object({
  show: z.catch(z.optional(z.enum(['duplicate', 'all'])), undefined),
  columns: z.catch(z.optional(z.literal('yes')), undefined),
});

export const reconcileSearch = z.object({
  tab: z.catch(z.optional(z.enum(['reconciled', 'all'])), undefined),
  account: id,
  direction: z.catch(z.optional(z.enum(['in', 'out'])), undefined),
  order: z.catch(z.optional(z.enum(['oldest', 'largest'])), undefined),
  q: text,
  line: id,
});

export type ImportFilter = z.infer<typeof importSearch>;
export type ReconcileFilter = z.infer<typeof reconcileSearch>;

export const askedImports = ({ q, status }: ImportFilter): ImportsAsked => ({
  q: q ?? null,
  status: status ? [status] : null,
});

const ORDERS = { oldest: 'booked_on', largest: '-amount' } as const;

/** The filter as the API wants it. Without a tab: what waits for somebody. */
export function askedLines({ tab, account, direction, order, q }: ReconcileFilter): LinesAsked {
  const status = { todo: ['open', 'partly'], reconciled: ['reconciled'], all: null } as const;
  const wanted = status[tab ?? 'todo'];
  return {
    status: wanted ? [...wanted] : null,
    account: account ? [account] : null,
    direction: direction ? [direction] : null,
    sort: order ? ORDERS[order] : '-booked_on',
    q: q ?? null,
  };
}
