export const invoiceKeys = {
  all: ['invoices'] as const,
  lists: ['invoices', 'list'] as const,
  one: (id: string) => ['invoices', 'one', id] as const,
  recurring: ['invoices', 'recurring'] as const,
  reminders: ['invoices', 'reminders'] as const,
};
