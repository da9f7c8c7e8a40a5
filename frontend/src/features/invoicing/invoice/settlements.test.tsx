import { screen, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { answer, house } from '@/testing/house';
import { DRAFT, deskHandlers } from '@/testing/invoices';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const PAID = {
  id: 's1',
  amount: '121.00',
  amount_in_books: '121.00',
  counterpart_id: null,
  entry_id: 'e1',
  is_undone: false,
  kind: 'payment' as const,
  returns_id: null,
  settled_on: '2026-11-12',
  undoes_id: null,
};
const BACK = { ...PAID, id: 's2', entry_id: 'e2', kind: 'return' as const, amount: '-121.00', returns_id: 's1' };

it.each([
  [false, 'a payment that came back says so, and only its return can be undone'],
  [true, 'once the return is undone the payment can be'],
])('%s: %s', async (isUndone) => {
  const invoice = {
    ...DRAFT,
    status: 'issued' as const,
    number: '2026/7',
    settlements: [PAID, { ...BACK, is_undone: isUndone }],
  };
  server.use(
    ...deskHandlers(),
    http.get('*/api/v1/invoices/:id', () => answer(invoice)),
    http.get('*/api/v1/invoices/:id/history', () => answer([])),
    http.get('*/api/v1/invoices/:id/pdf', () => problem(503, 'storage_unavailable', 'Away')),
    ...house(),
  );
  await openPage(`/invoices/${invoice.id}`);
  const [payment, back] = (await screen.findAllByText('12 Nov 2026')).map((each) => each.closest('li') as HTMLElement);
  if (!payment || !back) throw new Error('two settlements');
  expect(within(payment).queryAllByText('came back')).toHaveLength(isUndone ? 0 : 1);
  expect(within(payment).queryAllByRole('button', { name: 'Undo' })).toHaveLength(isUndone ? 1 : 0);
  expect(within(back).queryAllByRole('button', { name: 'Undo' })).toHaveLength(isUndone ? 0 : 1);
  expect(await violations()).toEqual([]);
});
