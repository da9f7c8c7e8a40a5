import * as z from 'zod/mini';

const day = z.catch(z.optional(z.iso.date()), undefined);
const text = z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined);

/** Only the fiscal years that are over and still open. */
export const yearSearch = z.object({ status: z.catch(z.optional(z.literal('over')), undefined) });

/** Filters as they stand in the address; what does not fit is left out. */
export const recurringSearch = z.object({
  status: z.catch(z.optional(z.enum(['active', 'paused', 'ended', 'in_trouble'])), undefined),
  q: text,
});
export const tagSearch = z.object({ status: z.catch(z.optional(z.enum(['active', 'archived'])), undefined), q: text });
export const rateSearch = z.object({
  currency: z.catch(z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))), undefined),
  from: day,
  to: day,
});

export type RecurringFilter = z.infer<typeof recurringSearch>;
export type TagFilter = z.infer<typeof tagSearch>;
export type RateFilter = z.infer<typeof rateSearch>;
