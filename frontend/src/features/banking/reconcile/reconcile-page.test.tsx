import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it, vi } from 'vitest';
import type { BankLineRead } from '@/api/gen/types.gen';
import { answer, house, listed } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage } from '@/testing/render';
import { server } from '@/testing/server';

const idOf = (number: number) => `01a1fcd6-0000-7000-8000-${String(number).padStart(12, '0')}`;
const line = (number: number, status: BankLineRead['status'] = 'open') =>
  ({
    id: idOf(number),
    counterparty_name: `Name ${number}`,
    text: '',
    amount: '10.00',
    open_amount: '10.00',
    currency: 'EUR',
    booked_on: '2026-11-10',
    status,
    details: {},
    reconciliations: [],
    rejected: [],
    rejections: [],
  }) as unknown as BankLineRead;

/** Lines 1 to 25 in pages of twelve; line 99 is in none of them. */
function bank() {
  const pages = [1, 13, 25].map((from) => Array.from({ length: from === 25 ? 1 : 12 }, (_, at) => line(from + at)));
  server.use(
    http.get('*/api/v1/banking/lines', ({ request }) => {
      const page = Number(new URL(request.url).searchParams.get('cursor') ?? 0);
      return answer(pages[page], { next_cursor: page < 2 ? String(page + 1) : null, has_more: page < 2 });
    }),
    http.get('*/api/v1/banking/lines/:id/candidates', () => listed([])),
    http.get('*/api/v1/banking/lines/:id', ({ params }) =>
      params.id === idOf(98)
        ? problem(404, 'bank_line_not_found', 'There is no such bank line in this company.')
        : answer(line(Number(String(params.id).slice(-12)), 'reconciled')),
    ),
    http.get('*/api/v1/banking/accounts', () =>
      listed([{ id: 'bank', name: 'Bank', open_lines: 25, currency: 'EUR' }]),
    ),
    ...house(),
    http.get('*/api/v1/*', () => listed([])),
  );
}

const panel = () => screen.findByRole('region', { name: 'The line and what it could be' });

it('opens the line that a link asks for, also where it is none of those that were fetched', async () => {
  bank();
  await openPage(`/bank/reconcile?tab=all&line=${idOf(99)}`);
  expect(await within(await panel()).findByText('Name 99')).toBeInTheDocument();
  const list = within(screen.getByRole('list', { name: 'Bank lines' }));
  expect(list.getAllByRole('button')).toHaveLength(13);
});

it('says that a line is not there, and shows no other in its place', async () => {
  bank();
  await openPage(`/bank/reconcile?tab=all&line=${idOf(98)}`);
  expect(await screen.findByText('This line could not be shown')).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'The line and what it could be' })).toBeNull();
});

it('walks through every page on a phone, and counts what waits', async () => {
  bank();
  const wide = window.matchMedia;
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => ({
    ...wide(query),
    matches: query.includes('width < 48rem'),
  }));
  const { user } = await openPage('/bank/reconcile');
  expect(await screen.findByText('1 of 25')).toBeInTheDocument();
  for (let at = 2; at <= 25; at++) {
    await waitFor(() => expect(screen.getByRole('button', { name: 'Next line' })).toBeEnabled());
    await user.click(screen.getByRole('button', { name: 'Next line' }));
    expect(await screen.findByText(`${at} of 25`)).toBeInTheDocument();
  }
  expect(await within(await panel()).findByText('Name 25')).toBeInTheDocument();
  vi.restoreAllMocks();
});
