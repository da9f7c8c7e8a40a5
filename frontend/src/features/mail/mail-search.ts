import * as z from 'zod/mini';

const day = z.catch(z.optional(z.iso.date()), undefined);

/** The log's filter as it stands in the address; what does not fit is left out. */
export const mailSearch = z.object({
  status: z.catch(z.optional(z.enum(['queued', 'sent', 'failed'])), undefined),
  from: day,
  to: day,
  q: z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined),
});

export type MailFilter = z.infer<typeof mailSearch>;
