import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { ExpenseRead } from '@/api/gen/types.gen';
import { LUNCH } from '@/testing/expenses';
import { answer, house, listed, person } from '@/testing/house';
import { shut } from '@/testing/late';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

it('approves an expense of a closed day on the first open one, without the mouse', async () => {
  const asked: unknown[] = [];
  server.use(
    http.get('*/api/v1/expenses/categories', () => answer([])),
    http.get('*/api/v1/expenses/:id', () => answer(LUNCH)),
    http.post('*/api/v1/expenses/:id/approve', async ({ request }) => {
      const body: unknown = await request.json().catch(() => null);
      asked.push(body);
      return body ? answer({ ...LUNCH, status: 'approved', actions: [], version: 3 }) : shut();
    }),
    ...house(),
  );
  const { user } = await openPage(`/expenses/${LUNCH.id}`);
  await screen.findByRole('button', { name: /Approve/ });
  await user.keyboard('a');
  const offer = await screen.findByRole('button', { name: 'Book it on 1 Oct 2026' });
  await waitFor(() => expect(offer).toHaveFocus());
  expect(await violations()).toEqual([]);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(asked).toEqual([null, { booked_on: '2026-10-01' }]));
});

it('tells of what waits to be paid back what is owed, not what was spent', async () => {
  const phone = { ...LUNCH, status: 'approved', description: 'Phone', total_amount: '129.00', owed_amount: '77.40' };
  const sums = { type: 'expense_sum', currency: 'EUR', count: 1, vat_amount: '22.39', total_amount: '129.00' };
  server.use(
    http.get('*/api/v1/expenses', () => listed([phone])),
    http.get('*/api/v1/expenses/sums', () => answer([{ ...sums, owed_amount: '77.40' }])),
    ...house(),
  );
  await openPage('/expenses?status=approved&paid_with=own_money');
  expect(await screen.findAllByText(/77[.,]40/)).toHaveLength(2);
  expect(screen.queryByText(/129[.,]00/)).toBeNull();
  expect(screen.getAllByText('To pay back')).not.toHaveLength(0);
});

it.each([
  ['owner', undefined],
  ['accountant', 'others'],
] as const)('shows an %s what waits for their decision', async (role, whose) => {
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/api/v1/me', () => answer(person({ role }))),
    http.get('*/api/v1/expenses', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('whose'));
      return listed([]);
    }),
    http.get('*/api/v1/expenses/sums', () => answer([])),
    ...house(person({ role })),
  );
  const { user, router } = await openPage('/expenses');
  await user.click(await screen.findByRole('link', { name: 'To approve' }));
  await waitFor(() => expect(router.state.location.search).toEqual({ status: 'submitted', whose }));
  await waitFor(() => expect(asked.at(-1)).toBe(whose ?? null));
});

it('removes a draft while a field of it cannot be read, and does not save it', async () => {
  const done: string[] = [];
  const draft: ExpenseRead = { ...LUNCH, status: 'draft', actions: ['revise', 'remove', 'submit'] };
  server.use(
    http.get('*/api/v1/expenses/categories', () => answer([])),
    http.get('*/api/v1/expenses/:id', () => answer(draft)),
    http.patch('*/api/v1/expenses/:id', () => {
      done.push('saved');
      return answer(draft);
    }),
    http.delete('*/api/v1/expenses/:id', () => {
      done.push('removed');
      return new Response(null, { status: 204 });
    }),
    http.get('*/api/v1/expenses', () => listed([])),
    http.get('*/api/v1/expenses/sums', () => answer([])),
    ...house(),
  );
  const { user } = await openPage(`/expenses/${LUNCH.id}`);
  const day = await screen.findByLabelText('Date');
  await user.clear(day);
  await user.type(day, '31 november{Control>}{Enter}{/Control}');
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  const asks = await screen.findByRole('dialog', { name: 'Remove this expense?' });
  await user.click(within(asks).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(done).toEqual(['removed']));
});

/** A draft in dollars, opened; what is sent of it, and what `refuse` says of that. */
async function openedInDollars(refuse: (sent: Record<string, unknown>) => Response | null = () => null) {
  const asked: Record<string, unknown>[] = [];
  const dollars = { ...LUNCH, status: 'draft', currency: 'USD', exchange_rate: '0.95', actions: ['revise'] };
  server.use(
    http.get('*/api/v1/expenses/categories', () => answer([])),
    http.get('*/api/v1/expenses/:id', () => answer(dollars)),
    http.patch('*/api/v1/expenses/:id', async ({ request }) => {
      const sent = (await request.json()) as Record<string, unknown>;
      asked.push(sent);
      return refuse(sent) ?? answer(dollars);
    }),
    ...house(),
  );
  const { user } = await openPage(`/expenses/${LUNCH.id}`);
  return { user, asked, rate: await screen.findByRole('textbox', { name: 'EUR for one USD' }) };
}

it('sends the rate of a foreign expense only where it was typed', async () => {
  const { user, asked, rate } = await openedInDollars();
  expect(rate).toHaveValue('0.95');
  const day = screen.getByRole('textbox', { name: 'Date' });
  await user.clear(day);
  await user.type(day, '01/10/2026');
  await user.tab();
  expect(rate).toHaveValue('');
  await user.click(screen.getByRole('button', { name: 'Save as draft' }));
  await waitFor(() => expect(asked[0]).toMatchObject({ currency: 'USD', spent_on: '2026-10-01' }));
  expect(asked[0]).not.toHaveProperty('exchange_rate');
  await user.type(rate, '0.86');
  await user.click(screen.getByRole('button', { name: 'Save as draft' }));
  await waitFor(() => expect(asked[1]).toMatchObject({ exchange_rate: '0.86' }));
  expect(asked[1]).not.toHaveProperty('accept_exchange_rate');
});

it('asks whether a rate far from that of the day is meant, of each rate anew', async () => {
  const { user, asked, rate } = await openedInDollars((sent) =>
    sent.accept_exchange_rate ? null : problem(422, 'exchange_rate_unlikely', 'Far', 'exchange_rate'),
  );
  await user.clear(rate);
  await user.type(rate, '1.085');
  await user.click(screen.getByRole('button', { name: 'Save as draft' }));
  const meant = await screen.findByRole('checkbox', { name: 'Yes, this rate is right' });
  expect(screen.getByText(/far from the one that is known/)).toBeInTheDocument();
  await user.click(meant);
  await user.clear(rate);
  await user.type(rate, '1.08');
  await user.tab();
  expect(meant).not.toBeChecked();
  await user.click(meant);
  await user.click(screen.getByRole('button', { name: 'Save as draft' }));
  await waitFor(() => expect(asked[1]).toMatchObject({ exchange_rate: '1.08', accept_exchange_rate: true }));
});

it('asks how many gifts it is, where the law has a limit for each', async () => {
  const asked: Record<string, unknown>[] = [];
  const kind = { code: 'small_gift', name: 'Business gift under 50 euros', account_code: '614', vat_percent: '100' };
  const gifts = { ...LUNCH, status: 'draft', category: 'small_gift', limit_each: '50.00', actions: ['revise'] };
  server.use(
    http.get('*/api/v1/expenses/categories', () =>
      answer([{ ...kind, limit_each: '50.00', tax_percent: '50', source: 'VAT Code; circular 2017/C/32' }]),
    ),
    http.get('*/api/v1/expenses/:id', () => answer(gifts)),
    http.patch('*/api/v1/expenses/:id', async ({ request }) => {
      asked.push((await request.json()) as Record<string, unknown>);
      return answer({ ...gifts, gift_count: 12 });
    }),
    ...house(),
  );
  const { user } = await openPage(`/expenses/${LUNCH.id}`);
  const count = await screen.findByRole('spinbutton', { name: 'Number of gifts' });
  expect(screen.getByText(/costs less than/)).toHaveTextContent('50.00');
  await user.clear(count);
  await user.type(count, '12');
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Save as draft' }));
  await waitFor(() => expect(asked[0]).toMatchObject({ category: 'small_gift', gift_count: 12 }));
});

it('tells whether the bank line of a card was found, and lets it be booked by hand and back', async () => {
  const asked: string[] = [];
  let now: ExpenseRead = {
    ...LUNCH,
    status: 'approved',
    paid_with: 'company_card',
    owed_amount: '0.00',
    actions: ['clear'],
  };
  server.use(
    http.get('*/api/v1/expenses/:id', () => answer(now)),
    http.post('*/api/v1/expenses/:id/:what', ({ params }) => {
      asked.push(String(params.what));
      const clears = params.what === 'clear';
      now = { ...now, cleared: clears ? 'by_hand' : null, actions: [clears ? 'unclear' : 'clear'] };
      return answer(now);
    }),
    ...house(),
  );
  const { user } = await openPage(`/expenses/${LUNCH.id}`);
  expect(await screen.findByText('Waits for it')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Booked by hand' }));
  await user.click(await screen.findByRole('button', { name: 'Wait for the bank line' }));
  expect(await screen.findByText('Waits for it')).toBeVisible();
  expect(asked).toEqual(['clear', 'unclear']);
  expect(await violations()).toEqual([]);
});
