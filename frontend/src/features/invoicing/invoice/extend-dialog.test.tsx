import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { answer, house } from '@/testing/house';
import { DRAFT, deskHandlers } from '@/testing/invoices';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

it('offers an expired quote until another day', async () => {
  const expired = {
    ...DRAFT,
    kind: 'quote' as const,
    status: 'expired' as const,
    number: 'Q-7',
    valid_until: '2026-01-31',
  };
  const asked: unknown[] = [];
  const now = () => (asked.length > 1 ? { ...expired, status: 'issued' as const, valid_until: '2026-12-31' } : expired);
  server.use(
    ...deskHandlers(),
    http.get('*/api/v1/invoices/:id', () => answer(now())),
    http.get('*/api/v1/invoices/:id/history', () => answer([])),
    http.get('*/api/v1/invoices/:id/pdf', () => problem(503, 'storage_unavailable', 'Away')),
    http.post('*/api/v1/invoices/:id/extend', async ({ request }) => {
      asked.push(await request.json());
      return asked.length > 1 ? answer(now()) : problem(422, 'quote_day_refused', 'No', 'valid_until');
    }),
    ...house(),
  );
  const { user } = await openPage(`/invoices/${expired.id}`);
  await user.click(await screen.findByRole('button', { name: 'Move the day' }));
  const dialog = await screen.findByRole('dialog', { name: 'Move the day' });
  const day = within(dialog).getByLabelText('Valid until');
  await waitFor(() => expect(day).toHaveFocus());
  await user.clear(day);
  await user.type(day, '31/12/2026{Enter}');
  expect(await within(dialog).findByText(/A new day is today or later/)).toBeInTheDocument();
  expect(await violations()).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Move the day' }));
  expect(await screen.findByText('Valid until 31 Dec 2026')).toBeInTheDocument();
  expect(asked).toEqual([{ valid_until: '2026-12-31' }, { valid_until: '2026-12-31' }]);
});
