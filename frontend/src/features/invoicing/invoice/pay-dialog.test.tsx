import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { PayAsked } from '@/api/gen/types.gen';
import { answer, house, listed } from '@/testing/house';
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

it('pays nothing while it shows an amount that it cannot read', async () => {
  const asked = desk(ISSUED);
  const { user } = await openPage(`/invoices/${ISSUED.id}`);
  await user.click(await screen.findByRole('button', { name: 'Record payment' }));
  const amount = await screen.findByLabelText('Amount (EUR)');
  await user.clear(amount);
  await user.keyboard('50 euro');
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  expect(amount).toHaveAccessibleDescription('This is not an amount: write figures only.');
  expect(amount).toHaveFocus();
  expect(await violations()).toEqual([]);
  await user.clear(amount);
  await user.keyboard('50,-');
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({ amount: '50.00' });
});

it('proposes to pay what is not granted as a discount or let go, in euros too', async () => {
  const asked = desk(ISSUED);
  const { user } = await openPage(`/invoices/${ISSUED.id}`);
  await user.click(await screen.findByRole('button', { name: 'Record payment' }));
  const amount = await screen.findByLabelText('Amount (EUR)');
  expect(amount).toHaveValue('121.00');
  await user.click(screen.getByText('Less was paid, and the rest is settled'));
  await user.click(screen.getByLabelText('Prompt payment discount'));
  await user.keyboard('2,42');
  await user.tab();
  await user.keyboard('0,08');
  await user.tab();
  expect(amount).toHaveValue('118.50');
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({ amount: '118.50', discount: '2.42', write_off: '0.08' });
});

it('refunds a credit note less what was granted on its invoice', async () => {
  const note = { ...ISSUED, kind: 'credit_note' as const, status: 'issued' as const, granted_discount: '12.10' };
  const asked = desk(note);
  const { user } = await openPage(`/invoices/${ISSUED.id}`);
  expect(await screen.findByText('Discount granted on its invoice, not refunded')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Record refund' }));
  expect(await screen.findByLabelText('Amount (EUR)')).toHaveValue('108.90');
  expect(screen.getByLabelText('Prompt payment discount')).toHaveValue('12.10');
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({ amount: '108.90', discount: '12.10' });
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

/** What a dollar is in the books, of the days asked about. */
function rates(worth: string | null) {
  const asked: URL[] = [];
  server.use(
    http.get('*/api/v1/ledger/exchange-rates', ({ request }) => {
      asked.push(new URL(request.url));
      const rate = { id: 'rate', type: 'exchange_rate', currency: 'USD', valid_on: '2026-11-20', rate: '1.25', worth };
      return listed(worth ? [rate] : []);
    }),
  );
  return asked;
}

it('fills in what money of the bank pays at the rate of the day, and says what was to be expected', async () => {
  const asked = desk(DOLLARS);
  const days = rates('0.8');
  const { user } = await openPage(`/invoices/${ISSUED.id}`);
  await user.click(await screen.findByRole('button', { name: 'Record payment' }));
  expect(await screen.findByText(/is to be expected/)).toHaveTextContent('€96.80 is to be expected');
  expect(days[0]?.searchParams.get('currency')).toBe('USD');
  await user.click(screen.getByLabelText('Amount (EUR)'));
  await user.keyboard('50');
  await user.tab();
  expect(screen.getByLabelText('Amount (USD)')).toHaveValue('62.50');
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({ amount: '62.50', amount_in_books: '50.00' });
  expect(asked[0]).not.toHaveProperty('accept_exchange_difference');
});

it('asks whether a large exchange difference is meant, of each amount anew', async () => {
  const asked = desk(DOLLARS);
  rates('0.8');
  const far = () => problem(422, 'exchange_difference_too_large', 'Far', 'amount_in_books');
  server.use(http.post('*/api/v1/invoices/:id/pay', far, { once: true }));
  const { user } = await openPage(`/invoices/${ISSUED.id}`);
  await user.click(await screen.findByRole('button', { name: 'Record payment' }));
  const bank = await screen.findByLabelText('Amount (EUR)');
  await user.click(bank);
  await user.keyboard('50');
  await user.clear(screen.getByLabelText('Amount (USD)'));
  await user.keyboard('121');
  await user.tab();
  expect(screen.getByText('Exchange loss').parentElement).toHaveTextContent('58.90');
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  const meant = { name: 'Yes, this exchange difference is right' };
  await user.click(await screen.findByRole('checkbox', meant));
  expect(await violations()).toEqual([]);
  await user.clear(bank);
  await user.keyboard('1');
  await user.tab();
  expect(screen.queryByRole('checkbox', meant)).toBeNull();
  server.use(http.post('*/api/v1/invoices/:id/pay', far, { once: true }));
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  expect(await screen.findByRole('checkbox', meant)).not.toBeChecked();
  await user.click(screen.getByRole('checkbox', meant));
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({ amount: '121.00', amount_in_books: '1.00', accept_exchange_difference: true });
});

it('stays when the invoice is paid meanwhile, also in a currency without a rate', async () => {
  desk(DOLLARS);
  rates(null);
  server.use(
    http.post('*/api/v1/invoices/:id/pay', () => {
      const paid = { ...DOLLARS, status: 'paid' as const, open_amount: '0.00', open_in_books: '0.00', version: 2 };
      server.use(http.get('*/api/v1/invoices/:id', () => answer(paid)));
      return problem(409, 'changed_meanwhile', 'Changed');
    }),
  );
  const { user } = await openPage(`/invoices/${ISSUED.id}`);
  await user.click(await screen.findByRole('button', { name: 'Record payment' }));
  await waitFor(() =>
    expect(screen.getByLabelText('Amount (EUR)')).toHaveAccessibleDescription(/No rate of that day is known/),
  );
  await user.click(screen.getByRole('button', { name: 'Book payment' }));
  await waitFor(() => expect(screen.getByLabelText('Amount (USD)')).toHaveValue('0.00'));
});
