import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { PayAsked } from '@/api/gen/types.gen';
import { answer, house } from '@/testing/house';
import { DRAFT, deskHandlers } from '@/testing/invoices';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const ISSUED = {
  ...DRAFT,
  status: 'overdue' as const,
  number: 'F2026-00001',
  issued_on: '2026-09-01',
  sent_at: '2026-09-01T09:00:00Z',
  total_amount: '121.00',
  open_amount: '121.00',
};

const DOLLARS = { ...ISSUED, currency: 'USD', open_in_books: '108.90' };

/** A desk on which this invoice lies; what is asked of it when it is paid. */
function desk(invoice: typeof DRAFT) {
  const asked: PayAsked[] = [];
  server.use(
    ...deskHandlers(),
    http.get('*/api/v1/invoices/:id', () => answer(invoice)),
    http.get('*/api/v1/invoices/:id/history', () => answer([])),
    http.get('*/api/v1/invoices/:id/pdf', () => problem(503, 'storage_unavailable', 'Away')),
    http.post('*/api/v1/invoices/:id/pay', async ({ request }) => {
      asked.push((await request.json()) as PayAsked);
      return answer({ ...invoice, open_amount: '0.00', version: 2 });
    }),
    ...house(),
  );
  return asked;
}

it('books what a customer paid for paying late beside the invoice', async () => {
  const asked = desk(ISSUED);
  const { user } = await openPage(`/invoices/${ISSUED.id}`);
  await user.click(await screen.findByRole('button', { name: 'Record payment' }));
  await user.click(await screen.findByText('More was paid: costs and interest'));
  await user.click(screen.getByLabelText('Costs and interest (EUR)'));
  await user.keyboard('47,70');
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({ amount: '121.00', charges: '47.70' });
});

it('asks a supplier for no costs', async () => {
  const asked = desk({ ...ISSUED, direction: 'purchase' });
  const { user } = await openPage(`/invoices/${ISSUED.id}`);
  await user.click(await screen.findByRole('button', { name: 'Record payment' }));
  expect(await screen.findByRole('button', { name: 'Book payment' })).toBeInTheDocument();
  expect(screen.queryByText('More was paid: costs and interest')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).not.toHaveProperty('charges');
});

it('says what a payment in another currency wins or loses, and asks whether much of it is meant', async () => {
  const asked = desk(DOLLARS);
  server.use(
    http.post(
      '*/api/v1/invoices/:id/pay',
      () => problem(422, 'exchange_difference_too_large', 'Far', 'amount_in_books'),
      { once: true },
    ),
  );
  const { user } = await openPage(`/invoices/${ISSUED.id}`);
  await user.click(await screen.findByRole('button', { name: 'Record payment' }));
  await user.click(await screen.findByLabelText('Amount (EUR)'));
  await user.keyboard('50');
  await user.tab();
  expect(screen.getByText('Exchange loss').parentElement).toHaveTextContent('58.90');
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  await user.click(await screen.findByRole('checkbox', { name: 'Yes, this exchange difference is right' }));
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({ amount_in_books: '50.00', accept_exchange_difference: true });
});
