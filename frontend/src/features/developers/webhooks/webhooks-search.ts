import * as z from 'zod/mini';

/** Which deliveries are listed, and which one is open. */
export const webhookSearch = z.object({
  status: z.catch(z.optional(z.enum(['pending', 'delivered', 'failed'])), undefined),
  delivery: z.catch(z.optional(z.uuid()), undefined),
});
