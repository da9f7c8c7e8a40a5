import * as z from 'zod/mini';

/** Which grid of the return is being explained, as it stands in the address. */
export const returnSearch = z.object({
  grid: z.catch(z.optional(z.coerce.string().check(z.regex(/^\w{1,5}$/))), undefined),
});
