import * as z from 'zod/mini';

export const keysSearch = z.object({
  status: z.catch(z.optional(z.enum(['active', 'expired', 'revoked'])), undefined),
});
