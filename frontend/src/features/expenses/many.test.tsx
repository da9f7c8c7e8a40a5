import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { BulkResult, ExpenseRead } from '@/api/gen/types.gen';
import { LUNCH } from '@/testing/expenses';
import { answer, house, listed, member, person } from '@/testing/house';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const TRAIN: ExpenseRead = { ...LUNCH, id: '01900000-0000-7000-8000-0000000000e2', description: 'Train', version: 5 };
const SUMS = http.get('*/api/v1/expenses/sums', () => answer([]));

function lists(...rows: ExpenseRead[]) {
  return [http.get('*/api/v1/expenses', () => listed(rows)), SUMS];
}

const failed = (index: number, code: string, more = {}): BulkResult['results'][number] => ({
  index,
  id: null,
  status: 'failed',
  errors: [{ code, message: code, field: null, instead: null, ...more }] as BulkResult['results'][number]['errors'],
});

it('approves those that are ticked, says which failed, and books late ones on their first open day', async () => {
  const asked: unknown[] = [];
  const answers = [
    { done: 1, failed: 1, results: [failed(1, 'period_locked', { field: 'booked_on', instead: '2026-10-01' })] },
    { done: 1, failed: 0, results: [] },
  ];
  server.use(
    ...lists(LUNCH, TRAIN, { ...LUNCH, id: 'e3', description: 'Draft', actions: ['revise'] }),
    http.post('*/api/v1/expenses/bulk/approve', async ({ request }) => {
      asked.push(await request.json());
      return answer(answers[asked.length - 1]);
    }),
    ...house(),
  );
  const { user } = await openPage('/expenses');
  for (const box of await screen.findAllByRole('checkbox', { name: /Lunch|Train|Draft/ })) await user.click(box);
  await user.click(await screen.findByRole('button', { name: 'Approve 2' }));
  const dialog = await screen.findByRole('dialog', { name: 'Approve 2 expenses?' });
  await user.click(within(dialog).getByRole('button', { name: 'Approve 2' }));
  const outcome = await screen.findByRole('alert');
  expect(outcome).toHaveTextContent('1 did not go through; 1 did');
  expect(within(outcome).getByRole('link', { name: 'Train · An Peeters' })).toBeInTheDocument();
  expect(await violations()).toEqual([]);
  await user.click(within(outcome).getByRole('button', { name: 'Book it on its first open day' }));
  await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
  expect(asked).toEqual([
    {
      items: [
        { id: LUNCH.id, version: 2, booked_on: null },
        { id: TRAIN.id, version: 5, booked_on: null },
      ],
    },
    { items: [{ id: TRAIN.id, version: 5, booked_on: '2026-10-01' }] },
  ]);
});

it('tells what each colleague is owed before many are paid back from one account', async () => {
  const waits: ExpenseRead = { ...LUNCH, status: 'approved', actions: ['reimburse'] };
  const piet = { ...waits, id: 'e3', spender_id: 'p2', spender: 'Piet Claes', owed_amount: '20.00' };
  let asked: unknown;
  server.use(
    ...lists(waits, { ...waits, id: TRAIN.id, owed_amount: '10.50' }, piet),
    http.post('*/api/v1/expenses/bulk/reimburse', async ({ request }) => {
      asked = await request.json();
      return answer({ done: 3, failed: 0, results: [] });
    }),
    ...house(),
  );
  const { user } = await openPage('/expenses');
  await user.click(await screen.findByRole('checkbox', { name: /all/i }));
  await user.click(await screen.findByRole('button', { name: 'Reimburse 3' }));
  const dialog = await screen.findByRole('dialog', { name: 'Reimburse 3 expenses' });
  expect(
    within(dialog)
      .getAllByRole('listitem')
      .map((each) => each.textContent),
  ).toEqual(['An Peeters€66.50', 'Piet Claes€20.00']);
  expect(await violations()).toEqual([]);
  const day = within(dialog).getByLabelText('Paid on');
  await user.clear(day);
  await user.type(day, '15 nov 2026');
  await user.click(within(dialog).getByRole('button', { name: 'Reimburse 3' }));
  expect(await screen.findByText('3 reimbursements are booked')).toBeInTheDocument();
  expect(asked).toMatchObject({ items: [{ id: LUNCH.id, on: '2026-11-15' }, { id: TRAIN.id }, { id: 'e3' }] });
});

const RESTAURANT = {
  code: 'restaurant',
  name: 'Restaurant',
  account_code: '6142',
  vat_percent: '0',
  limit_each: null,
  tax_percent: '69',
  source: '',
};

/** A draft of an account of its own, opened by somebody of this role; what is sent of it. */
async function opened(role: 'owner' | 'member') {
  const asked: Record<string, unknown>[] = [];
  const draft: ExpenseRead = { ...LUNCH, status: 'draft', account_code: '612', actions: ['revise'] };
  const me = person({ role });
  server.use(
    http.get('*/api/v1/me', () => answer(me)),
    http.get('*/api/v1/members', () => listed([member('An', { id: me.id }), member('Piet', { id: 'p2' })])),
    http.get('*/api/v1/expenses/categories', () => answer([RESTAURANT])),
    http.get('*/api/v1/expenses/:id', () => answer(draft)),
    http.patch('*/api/v1/expenses/:id', async ({ request }) => {
      asked.push((await request.json()) as Record<string, unknown>);
      return answer(draft);
    }),
    ...house(me),
  );
  const { user } = await openPage(`/expenses/${LUNCH.id}`);
  const account = await screen.findByRole('combobox', { name: 'Account' });
  return { user, asked, account };
}

it('keeps the account of its own, gives it back to the category when cleared, and says who spent it', async () => {
  const { user, asked, account } = await opened('owner');
  await waitFor(() => expect(account).toHaveDisplayValue(/612/));
  await user.click(screen.getByRole('button', { name: 'Save as draft' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).not.toHaveProperty('account_code');
  await user.clear(account);
  await user.tab();
  expect(account).toHaveAttribute('placeholder', '6142, the category’s');
  await user.selectOptions(screen.getByLabelText('Spent by'), screen.getByRole('option', { name: /^Piet/ }));
  await user.click(screen.getByRole('button', { name: 'Save as draft' }));
  await waitFor(() => expect(asked[1]).toMatchObject({ account_code: null, spender_id: 'p2' }));
});

it('asks a member not who spent it', async () => {
  await opened('member');
  expect(screen.queryByLabelText('Spent by')).not.toBeInTheDocument();
});
