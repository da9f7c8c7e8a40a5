import * as z from 'zod/mini';
import type { ContactQuery } from '@/api/contacts';

const text = z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined);
const sorts = ['name', '-name', 'city', '-city', 'created_at', '-created_at'] as const;

/** Filters as they stand in the address; what does not fit is left out. */
export const contactSearch = z.object({
  role: z.catch(z.optional(z.enum(['customer', 'supplier'])), undefined),
  status: z.catch(z.optional(z.literal('archived')), undefined),
  country: z.catch(z.optional(z.string().check(z.regex(/^[A-Z]{2}$/))), undefined),
  q: text,
  sort: z.catch(z.optional(z.enum(sorts)), undefined),
});

const MAKES = ['sale', 'purchase', 'quote', 'credit', 'purchase-credit', 'receipt'] as const;

/** Where a new contact comes from: what was being written when it was missing, new or a draft. */
export const newContactSearch = z.object({
  role: z.catch(z.optional(z.enum(['customer', 'supplier'])), undefined),
  name: text,
  back: z.catch(z.optional(z.enum(MAKES)), undefined),
  draft: z.catch(z.optional(z.uuid()), undefined),
});

/** The draft somebody came from to fill in what it lacks. */
export const editContactSearch = z.object({ draft: z.catch(z.optional(z.uuid()), undefined) });

export const statementSearch = z.object({
  from: z.catch(z.optional(z.iso.date()), undefined),
  to: z.catch(z.optional(z.iso.date()), undefined),
});

export type ContactFilter = z.infer<typeof contactSearch>;
export type NewContactSearch = z.infer<typeof newContactSearch>;

/** The filter as the API wants it: the same for the list on the screen and for the file. */
export function asked({ role, status, country, q, sort }: ContactFilter): ContactQuery {
  return {
    role: role ? [role] : null,
    status: status ? [status] : null,
    country: country ? [country] : null,
    q: q ?? null,
    sort: sort ?? 'name',
  };
}
