import * as z from 'zod/mini';

const day = z.catch(z.optional(z.iso.date()), undefined);
const code = z.catch(z.optional(z.coerce.string().check(z.regex(/^\d{1,10}\.?(,\d{1,10}\.?){0,199}$/))), undefined);

export const JOURNALS = ['purchases', 'sales', 'bank', 'miscellaneous'] as const;

/** What a report is asked for, as it stands in the address; it goes along from one report to the next. */
export const reportSearch = z.object({
  from: day,
  to: day,
  compare: z.catch(z.optional(z.enum(['previous_period', 'previous_year'])), undefined),
  /** Accounts of the general ledger, or their beginnings, with commas between; a full stop after it is that one alone. */
  account: code,
  journal: z.catch(z.optional(z.enum(JOURNALS)), undefined),
  /** Of the general ledger only the share of this tag, or what has no tag of this kind. */
  tag: z.catch(z.optional(z.uuid()), undefined),
  /** Of open items: the contact whose invoices are shown. */
  contact: z.catch(z.optional(z.uuid()), undefined),
  untagged: z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined),
});

export type ReportSearch = z.infer<typeof reportSearch>;
export type Comparison = NonNullable<ReportSearch['compare']>;
