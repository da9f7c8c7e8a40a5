import * as z from 'zod/mini';

const day = z.catch(z.optional(z.iso.date()), undefined);

/** The log's filter as it stands in the address, and which event is open; what does not fit is left out. */
export const auditSearch = z.object({
  event: z.catch(z.optional(z.string().check(z.regex(/^[a-zA-Z_.]{1,60}$/))), undefined),
  person: z.catch(z.optional(z.uuid()), undefined),
  from: day,
  to: day,
  q: z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined),
  open: z.catch(z.optional(z.coerce.number().check(z.int(), z.positive())), undefined),
});

export type AuditSearch = z.infer<typeof auditSearch>;

/** What narrows the list; looking at one event does not. */
export type AuditFilter = Omit<AuditSearch, 'open'>;
