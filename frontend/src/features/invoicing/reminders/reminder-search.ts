import * as z from 'zod/mini';

const day = z.catch(z.optional(z.iso.date()), undefined);

export const reminderSearch = z.object({
  tab: z.catch(z.optional(z.literal('sent')), undefined),
  from: day,
  to: day,
});
