import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { IssueAsked } from '@/api/gen/types.gen';
import { answer, house } from '@/testing/house';
import { DRAFT, deskHandlers } from '@/testing/invoices';
import { shut } from '@/testing/late';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

it('books a late purchase on the first open day by one key press', async () => {
  const late = { ...DRAFT, direction: 'purchase' as const, number: 'S-7', issued_on: '2026-09-28' };
  const BOOKED = { ...late, status: 'issued' as const, booked_on: '2026-10-01', version: 2 };
  const asked: unknown[] = [];
  server.use(
    ...deskHandlers(),
    http.get('*/api/v1/invoices/:id', () => answer(asked.at(-1) ? BOOKED : late)),
    http.get('*/api/v1/invoices/:id/history', () => answer([])),
    http.get('*/api/v1/invoices/:id/pdf', () => problem(503, 'storage_unavailable', 'Away')),
    http.post('*/api/v1/invoices/:id/issue', async ({ request }) => {
      const body = (await request.json()) as IssueAsked;
      asked.push(body);
      return body.booked_on ? answer(BOOKED) : shut();
    }),
    ...house(),
  );
  const { user } = await openPage(`/invoices/${late.id}`);
  await user.click(await screen.findByRole('button', { name: 'Book it' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Book it' }));
  const offer = await screen.findByRole('button', { name: 'Book it on 1 Oct 2026' });
  expect(screen.getByText(/It stays dated 28 Sept 2026/)).toBeInTheDocument();
  await waitFor(() => expect(offer).toHaveFocus());
  expect(await violations()).toEqual([]);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(asked).toEqual([{}, { booked_on: '2026-10-01' }]));
  expect(await screen.findByText('Booked on')).toBeInTheDocument();
});

it('asks before it issues at a rate far from that of the day', async () => {
  const asked: IssueAsked[] = [];
  const dollars = { ...DRAFT, currency: 'USD', exchange_rate: '1.25' };
  server.use(
    ...deskHandlers(),
    http.get('*/api/v1/invoices/:id', () => answer(dollars)),
    http.get('*/api/v1/invoices/:id/history', () => answer([])),
    http.get('*/api/v1/invoices/:id/pdf', () => problem(503, 'storage_unavailable', 'Away')),
    http.post('*/api/v1/invoices/:id/issue', async ({ request }) => {
      asked.push((await request.json()) as IssueAsked);
      return asked.at(-1)?.accept_exchange_rate
        ? answer({ ...dollars, status: 'issued', number: 'F2026-00001' })
        : problem(422, 'exchange_rate_unlikely', 'Far', 'exchange_rate');
    }),
    ...house(),
  );
  const { user } = await openPage(`/invoices/${dollars.id}`);
  await user.click(await screen.findByRole('button', { name: 'Issue' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Issue' }));
  await user.click(await within(dialog).findByRole('checkbox', { name: 'Yes, this rate is right' }));
  expect(within(dialog).getByText(/far from the one that is known/)).toBeInTheDocument();
  expect(await violations()).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Issue' }));
  await waitFor(() => expect(asked).toEqual([{}, { accept_exchange_rate: true }]));
});
