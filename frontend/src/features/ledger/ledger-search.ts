import * as z from 'zod/mini';

const day = z.catch(z.optional(z.iso.date()), undefined);
const text = z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined);
const code = z.catch(z.optional(z.coerce.string().check(z.regex(/^\d{1,10}$/))), undefined);

/** Filters as they stand in the address; what does not fit is left out. */
export const periodSearch = z.object({ from: day, to: day });
export const journalSearch = z.object({ from: day, to: day, account: code, q: text });
export const accountSearch = z.object({ q: text });

export type PeriodFilter = z.infer<typeof periodSearch>;
export type JournalFilter = z.infer<typeof journalSearch>;
