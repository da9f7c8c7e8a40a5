import * as z from 'zod/mini';

/** Only the periods that are over and were not closed. */
export const periodSearch = z.object({ show: z.catch(z.optional(z.literal('to_close')), undefined) });

/** Which grid of the return is being explained, as it stands in the address. */
export const returnSearch = z.object({
  grid: z.catch(z.optional(z.coerce.string().check(z.regex(/^\w{1,5}$/))), undefined),
});
