import * as z from 'zod/mini';

export const STATES = ['draft', 'submitted', 'approved', 'rejected', 'reimbursed'] as const;

/** Filters as they stand in the address; what does not fit is left out. */
export const expenseSearch = z.object({
  status: z.catch(z.optional(z.enum(STATES)), undefined),
  paid_with: z.catch(z.optional(z.enum(['own_money', 'company_card', 'cash'])), undefined),
  /** Only one's own. */
  mine: z.catch(z.optional(z.literal('yes')), undefined),
  /** Neither spent nor made by who looks: what an approver who owns no company decides on. */
  whose: z.catch(z.optional(z.literal('others')), undefined),
  q: z.catch(z.optional(z.coerce.string().check(z.maxLength(100))), undefined),
});

export type ExpenseFilter = z.infer<typeof expenseSearch>;

/** Whether the list is of what the company still owes: then it is told by what is owed. */
export const waitsToBePaidBack = (filter: ExpenseFilter) =>
  filter.status === 'approved' && filter.paid_with === 'own_money';
