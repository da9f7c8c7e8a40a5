import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { RecurringEntryRead } from '@/api/gen/types.gen';
import { answer, house, listed, person } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage } from '@/testing/render';
import { server } from '@/testing/server';

const RENT: RecurringEntryRead = {
  id: '01900000-0000-7000-8000-0000000000c1',
  type: 'recurring_entry',
  name: 'Rent',
  journal: 'miscellaneous',
  memo: 'Rent',
  postings: [
    { account_code: '610', debit: '900.00' },
    { account_code: '440', credit: '900.00' },
  ] as RecurringEntryRead['postings'],
  every: 'month',
  interval_count: 1,
  starts_on: '2026-01-01',
  next_on: '2026-12-01',
  ends_on: null,
  is_active: true,
  last_entry_id: null,
  last_made_on: null,
  problem: null,
  created_at: '2026-01-01T09:00:00Z',
  version: 3,
};
const OUTCOME = {
  type: 'entry_outcome',
  entry: null,
  currency: 'EUR',
  total_debit: '900.00',
  total_credit: '900.00',
  difference: '0.00',
  postings: [],
  problems: [],
};

/** It lies on the server at some version; which versions changes were asked of. */
function lying() {
  const asked: (string | null)[] = [];
  const books = { now: RENT };
  server.use(
    http.get('*/api/v1/me', () => answer(person())),
    http.get('*/api/v1/ledger/recurring-entries', () => listed([books.now])),
    http.get('*/api/v1/ledger/recurring-entries/:id', () => answer(books.now)),
    http.patch('*/api/v1/ledger/recurring-entries/:id', async ({ request }) => {
      const version = request.headers.get('if-match');
      asked.push(version);
      if (version !== `"${books.now.version}"`) return problem(412, 'changed_meanwhile', 'Changed');
      const change = (await request.json()) as Partial<RecurringEntryRead>;
      books.now = { ...books.now, ...change, version: books.now.version + 1 };
      return answer(books.now);
    }),
    http.post('*/api/v1/ledger/entries', () => answer(OUTCOME)),
    ...house(),
  );
  return { asked, books };
}

async function renamed() {
  const { user } = await openPage(`/books/recurring/${RENT.id}`);
  const name = await screen.findByLabelText('Name');
  await user.clear(name);
  await user.type(name, 'Rent of mine');
  return user;
}

it('saves nothing over what a colleague saved meanwhile, unless that is said', async () => {
  const { asked, books } = lying();
  const user = await renamed();
  books.now = { ...RENT, name: 'Rent of theirs', version: 4 };
  const save = screen.getByRole('button', { name: 'Save' });
  await waitFor(() => expect(save).toBeEnabled());
  await user.click(save);
  expect(await screen.findByText('Somebody else changed this meanwhile')).toBeInTheDocument();
  expect(screen.getByLabelText('Name')).toHaveValue('Rent of mine');
  await user.click(screen.getByRole('button', { name: 'Save mine over it' }));
  await waitFor(() => expect(asked).toEqual(['"3"', '"4"']));
});

it('goes on from what was paused here, and takes it for nobody else', async () => {
  const { asked } = lying();
  const user = await renamed();
  await user.click(screen.getByRole('button', { name: 'Pause' }));
  await screen.findByRole('button', { name: 'Resume' });
  expect(screen.getByLabelText('Name')).toHaveValue('Rent of mine');
  const save = screen.getByRole('button', { name: 'Save' });
  await waitFor(() => expect(save).toBeEnabled());
  await user.click(save);
  await waitFor(() => expect(asked).toEqual(['"3"', '"4"']));
});
