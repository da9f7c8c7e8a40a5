import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import type { InvoiceRevise, TotalsAsked } from '@/api/gen/types.gen';
import { answer, house } from '@/testing/house';
import { DRAFT, deskHandlers, totalsOf } from '@/testing/invoices';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

beforeEach(() => sessionStorage.clear());

it('asks whether a rate far from that of the day is meant, of each rate anew', async () => {
  const asked: InvoiceRevise[] = [];
  const dollars = { ...DRAFT, currency: 'USD', exchange_rate: '0.95' };
  server.use(
    ...deskHandlers(),
    http.post('*/api/v1/invoices/totals', async ({ request }) =>
      answer(totalsOf((await request.json()) as TotalsAsked, '100.00')),
    ),
    http.get('*/api/v1/invoices/:id', () => answer(dollars)),
    http.get('*/api/v1/invoices/:id/history', () => answer([])),
    http.patch('*/api/v1/invoices/:id', async ({ request }) => {
      const sent = (await request.json()) as InvoiceRevise;
      asked.push(sent);
      return sent.accept_exchange_rate ? answer(dollars) : problem(422, 'exchange_rate_unlikely', 'x', 'exchange_rate');
    }),
    ...house(),
  );
  const { user } = await openPage(`/invoices/${DRAFT.id}/edit`);
  const rate = await screen.findByRole('textbox', { name: 'Exchange rate' });
  expect(screen.queryByRole('checkbox', { name: 'Yes, this rate is right' })).not.toBeInTheDocument();
  await user.clear(rate);
  await user.type(rate, '1.25');
  await user.click(screen.getByRole('button', { name: /^Save draft/ }));
  const meant = await screen.findByRole('checkbox', { name: 'Yes, this rate is right' });
  expect(screen.getByText(/far from the one that is known/)).toBeInTheDocument();
  expect(await violations()).toEqual([]);
  await user.click(meant);
  await user.clear(rate);
  await user.type(rate, '1.24');
  await user.tab();
  expect(meant).not.toBeChecked();
  await user.click(meant);
  await user.click(screen.getByRole('button', { name: /^Save draft/ }));
  await waitFor(() => expect(asked[1]).toMatchObject({ exchange_rate: '1.24', accept_exchange_rate: true }));
});
