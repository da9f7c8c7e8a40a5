import { expect, test } from 'vitest';
import { placeOf } from './places';

test.each([
  ['documents', { status: ['to_review'] }, '/documents', { status: 'to_review' }],
  ['invoices', { direction: ['sale'], status: ['overdue'] }, '/invoices', { status: 'overdue' }],
  [
    'invoices',
    { direction: ['purchase'], due: ['soon'], sort: ['due_on'] },
    '/invoices',
    { due: 'soon', sort: 'due_on', tab: 'purchases' },
  ],
  [
    'invoices',
    { direction: ['sale'], kind: ['invoice', 'credit_note'], status: ['draft'] },
    '/invoices',
    { status: 'draft' },
  ],
  ['bank_lines', { status: ['open', 'partly'] }, '/bank/reconcile', {}],
  [
    'expenses',
    { status: ['approved'], paid_with: ['own_money'] },
    '/expenses',
    { status: 'approved', paid_with: 'own_money' },
  ],
  ['vat', { state: ['to_close', 'overdue'] }, '/vat', { show: 'to_close' }],
  ['vat', {}, '/vat', {}],
  ['fiscal_years', { status: ['over'] }, '/books/years', { status: 'over' }],
  ['general_ledger', { account: ['499'] }, '/reports/general-ledger', { account: '499' }],
] as const)('what waits in %s %o is shown at %s', (to, filters, page, search) => {
  const link = {
    to,
    filters: Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, [...values]])),
  };
  expect(placeOf({ kind: 'suspense', count: 1, link })).toEqual({ to: page, search });
});
