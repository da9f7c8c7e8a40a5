import * as z from 'zod/mini';

/** The inbox's filter as it stands in the address; what does not fit is left out. */
export const documentSearch = z.object({
  status: z.catch(
    z.optional(z.enum(['uploaded', 'reading', 'to_review', 'approved', 'rejected', 'failed'])),
    undefined,
  ),
  q: z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined),
});
