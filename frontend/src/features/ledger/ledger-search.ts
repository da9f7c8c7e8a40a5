import * as z from 'zod/mini';

export const JOURNALS = ['sales', 'purchases', 'bank', 'miscellaneous'] as const;
export type JournalName = (typeof JOURNALS)[number];

const day = z.catch(z.optional(z.iso.date()), undefined);
const text = z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined);
const code = z.catch(z.optional(z.coerce.string().check(z.regex(/^\d{1,10}$/))), undefined);

/** Filters as they stand in the address; what does not fit is left out. */
export const journalSearch = z.object({
  from: day,
  to: day,
  account: code,
  journal: z.catch(z.optional(z.enum(JOURNALS)), undefined),
  tag: z.catch(z.optional(z.uuid()), undefined),
  q: text,
});
export const accountSearch = z.object({ q: text, archived: z.catch(z.optional(z.literal('yes')), undefined) });

export type JournalFilter = z.infer<typeof journalSearch>;

/** What a new entry begins with: a template, or an entry like it. */
export const newEntrySearch = z.object({
  template: z.catch(z.optional(z.uuid()), undefined),
  copy: z.catch(z.optional(z.uuid()), undefined),
});
