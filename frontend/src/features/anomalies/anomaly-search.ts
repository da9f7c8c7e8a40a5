import * as z from 'zod/mini';

export const BOOKS = ['purchases', 'sales', 'bank', 'expenses', 'postings'] as const;
export const STATUSES = ['decided', 'snoozed', 'gone', 'all'] as const;
export const ORDERS = ['newest', 'largest'] as const;
export const DIGITS = ['first', 'second', 'first_two'] as const;

const text = z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined);
const day = z.catch(z.optional(z.iso.date()), undefined);

/**
 * Which findings, as it stands in the address; what does not fit is left out. `open` is what is shown without a word.
 * Everybody fetches this with the first page: which controls there are stands in asked.ts.
 */
export const findingSearch = z.object({
  status: z.catch(z.optional(z.enum(['open', ...STATUSES])), undefined),
  control: text,
  book: z.catch(z.optional(z.enum(BOOKS)), undefined),
  from: day,
  to: day,
  q: text,
  order: z.catch(z.optional(z.enum(ORDERS)), undefined),
  finding: z.catch(z.optional(z.uuid()), undefined),
});

export type FindingFilter = z.infer<typeof findingSearch>;

/** Whose leading digits, and which of them. */
export const digitSearch = z.object({
  of: z.catch(z.optional(z.enum(BOOKS)), undefined),
  digits: z.catch(z.optional(z.enum(DIGITS)), undefined),
  from: day,
  to: day,
  account: text,
});

export type DigitFilter = z.infer<typeof digitSearch>;
