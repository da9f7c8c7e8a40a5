import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { EntryDraft } from '@/api/gen/types.gen';
import { answer, house, listed, person } from '@/testing/house';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const outcome = (problems: unknown[] = []) => ({
  type: 'entry_outcome',
  entry: null,
  currency: 'EUR',
  total_debit: '100.00',
  total_credit: '100.00',
  difference: '0.00',
  postings: [],
  problems,
});

function books(problems: unknown[] = []) {
  const posted: EntryDraft[] = [];
  server.use(
    http.get('*/api/v1/me', () => answer(person())),
    http.get('*/api/v1/ledger/templates', () => listed([])),
    http.get('*/api/v1/ledger/tags', () => listed([])),
    http.get('*/api/v1/contacts', () => listed([])),
    http.post('*/api/v1/ledger/entries', async ({ request }) => {
      const draft = (await request.json()) as EntryDraft;
      if (draft.dry_run) return answer(outcome(problems));
      posted.push(draft);
      const entry = { id: 'e1', number: 'M2026-00001', postings: [] };
      return answer({ ...outcome(), entry }, {}, 201);
    }),
    ...house(),
  );
  return posted;
}

async function typed() {
  const page = await openPage('/journal/new');
  const { user } = page;
  await user.type(await screen.findByRole('textbox', { name: 'Description' }), 'Correction');
  const settled = async (number: number) => {
    // Only once the list has closed for good does the field it came from leave the focus alone.
    await waitFor(() => expect(screen.queryByRole('listbox')).not.toBeInTheDocument());
    await new Promise((done) => setTimeout(done, 60));
    await waitFor(() => expect(screen.getByRole('textbox', { name: `Debit of line ${number}` })).toHaveFocus());
  };
  const account = async (number: number) => {
    const field = await screen.findByRole('combobox', { name: `Account of line ${number}` });
    await waitFor(() => expect(field).toHaveFocus());
    return field;
  };
  (await screen.findByRole('combobox', { name: 'Account of line 1' })).focus();
  await user.type(await account(1), '604{Enter}');
  await settled(1);
  await user.keyboard('100{Enter}');
  await user.type(await account(2), '612{Enter}');
  await settled(2);
  return page;
}

it('posts nothing of today while it shows a day that it cannot read, and then what was typed last', async () => {
  const posted = books();
  const { user } = await typed();
  await user.keyboard('=');
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Credit of line 2' })).toHaveValue('100.00'));
  const day = screen.getByRole('textbox', { name: 'Date' });
  await user.clear(day);
  await user.type(day, '31 nov{Control>}{Enter}{/Control}');
  await waitFor(() => expect(day).toHaveAccessibleDescription(/This is not a date/));
  await user.click(screen.getByRole('button', { name: /^Post/ }));
  expect(day).toHaveFocus();
  await user.clear(day);
  await user.type(day, '15/11/2026{Control>}{Enter}{/Control}'); // not left yet
  await waitFor(() => expect(posted.map((each) => each.booked_on)).toEqual(['2026-11-15']));
});

it('keeps a line unfolded while it holds a rate that cannot be read, and posts nothing meanwhile', async () => {
  const posted = books();
  const { user } = await typed();
  await user.keyboard('=');
  const more = screen.getByRole('button', { name: 'More about line 2' });
  await user.click(more);
  await user.selectOptions(await screen.findByLabelText('Currency'), 'USD');
  const rate = screen.getByRole('textbox', { name: 'EUR for one USD' });
  await user.type(rate, '1,1 dollar');
  await user.click(more);
  expect(more).toHaveAttribute('aria-expanded', 'true');
  expect(rate).toHaveFocus();
  expect(rate).toHaveValue('1,1 dollar');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(posted).toEqual([]);
  await user.clear(rate);
  await user.type(rate, '1,1');
  await user.click(more);
  expect(more).toHaveAttribute('aria-expanded', 'false');
});

it('posts an entry that was made without the mouse, and offers to undo it', async () => {
  const posted = books();
  const { user } = await typed();
  expect(screen.getByText(/Difference/)).toHaveTextContent('€100.00');
  expect(screen.getByRole('button', { name: /^Post/ })).toBeDisabled();
  await user.keyboard('=');
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Credit of line 2' })).toHaveValue('100.00'));
  expect(screen.getByText('Debits and credits are equal')).toBeInTheDocument();
  expect(await violations()).toEqual([]);
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('M2026-00001 is posted')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Undo' })).toBeInTheDocument();
  expect(posted).toHaveLength(1);
  expect(posted[0]).toMatchObject({
    journal: 'miscellaneous',
    memo: 'Correction',
    postings: [
      { account_code: '604', debit: '100.00', credit: null },
      { account_code: '612', debit: null, credit: '100.00' },
    ],
  });
});

it('says beside its line what the books would refuse', async () => {
  books([{ code: 'account_archived', message: 'archived', field: 'postings.1.account_code', value: '612' }]);
  const { user } = await typed();
  await user.keyboard('=');
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Credit of line 2' })).toHaveValue('100.00'));
  const lines = screen.getByRole('list', { name: 'Lines' });
  const alert = await within(lines).findByRole('alert');
  expect(alert).toHaveTextContent('This account is archived');
  expect(alert.closest('li')).toBe(within(lines).getAllByRole('listitem')[1]);
});

it('books nothing while a box of the VAT return is not written as one', async () => {
  const posted = books();
  const { user } = await typed();
  await user.keyboard('=');
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Credit of line 2' })).toHaveValue('100.00'));
  await user.click(screen.getByRole('button', { name: 'More about line 2' }));
  const grids = await screen.findByRole('textbox', { name: 'Grids of the VAT return' });
  await user.type(grids, '54');
  expect(screen.getByText('A grid is a sign and two digits: +03')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /^Post/ })).toBeDisabled();
  await user.clear(grids);
  await user.type(grids, '+54');
  const post = screen.getByRole('button', { name: /^Post/ });
  await waitFor(() => expect(post).toBeEnabled());
  await user.click(post);
  await waitFor(() => expect(posted[0]?.postings[1]?.grids).toEqual(['+54']));
});
