import * as z from 'zod/mini';

export const recurringSearch = z.object({
  status: z.catch(z.optional(z.literal('in_trouble')), undefined),
  q: z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined),
});
/** The invoice that is to come back. */
export const newRecurringSearch = z.object({ like: z.catch(z.optional(z.uuid()), undefined) });
