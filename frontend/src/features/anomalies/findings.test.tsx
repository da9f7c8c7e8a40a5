import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { shownToasts } from '@/lib/toasts';
import { A, B, finding, run, standingOut } from '@/testing/anomalies';
import { answer } from '@/testing/house';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const two = () => [finding(A), finding(B, { counterparty: 'Maes NV', reference: '77', score: 1.9 })];
const panel = () => screen.findByRole('region', { name: 'Finding' });

it('says what, why and compared with what, with the differing character marked and points that add up', async () => {
  const { asked } = standingOut(two());
  await openPage('/anomalies?status=open');
  const shown = await panel();
  expect(asked[0]).toBe('?status=open&sort=-score&limit=50');
  expect(
    within(shown).getByText(
      'Same counterparty and amount as 2026118 of 2 Oct 2026; the number differs only in signs or spaces.',
    ),
  ).toBeInTheDocument();
  expect(within(shown).getByText(/to be expected in about 0\.097%/)).toBeInTheDocument();
  expect(within(shown).getByText('+2.00')).toBeInTheDocument();
  expect(within(shown).getByText('+0.50')).toBeInTheDocument();
  expect(within(shown).getByText('2.50')).toBeInTheDocument();
  const pair = await within(shown).findByRole('table', { name: 'The two side by side' });
  expect(pair.querySelector('mark')).toHaveTextContent('-');
  expect(within(pair).getByRole('rowheader', { name: 'Date (differs)' })).toBeInTheDocument();
  expect(within(pair).getByRole('rowheader', { name: 'Amount' })).toBeInTheDocument();
  expect(await violations()).toEqual([]);
});

it('is walked through by keyboard: accepted, taken back, explained', async () => {
  const { said } = standingOut(two());
  const { user } = await openPage('/anomalies');
  await within(await panel()).findByRole('heading', { name: 'Claes BV' });
  await user.keyboard('a');
  expect(within(await panel()).getByRole('heading', { name: 'Maes NV' })).toBeInTheDocument();
  await waitFor(() => expect(said).toEqual([`accept ${A} "1" `]));
  await waitFor(() => expect(shownToasts().at(-1)?.title).toBe('Accepted: Claes BV · 2026-118'));
  await user.keyboard('u');
  await waitFor(() => expect(said[1]).toBe(`undo ${A} "2" `));
  await within(await panel()).findByRole('heading', { name: 'Claes BV' });
  await user.keyboard('j');
  await within(await panel()).findByRole('heading', { name: 'Maes NV' });
  await user.keyboard('e');
  const dialog = await screen.findByRole('dialog', { name: 'Why is this all right?' });
  await user.type(within(dialog).getByRole('textbox'), 'Two deliveries');
  await user.click(within(dialog).getByRole('button', { name: 'Explain' }));
  await waitFor(() => expect(said[2]).toBe(`explain ${B} "1" Two deliveries`));
});

it('is snoozed until a day that is still to come', async () => {
  const { said } = standingOut([finding(A)]);
  const { user } = await openPage('/anomalies');
  await panel();
  await user.keyboard('z');
  const dialog = await screen.findByRole('dialog', { name: 'Snooze Claes BV · 2026-118' });
  const until = within(dialog).getByLabelText('Until');
  await user.clear(until);
  await user.type(until, '01/02/2020');
  await user.tab();
  await user.click(within(dialog).getByRole('button', { name: 'Snooze' }));
  expect(within(dialog).getByText(/still to come/)).toBeInTheDocument();
  await user.click(within(dialog).getByRole('button', { name: 'Three months' }));
  await user.click(within(dialog).getByRole('button', { name: 'Snooze' }));
  await waitFor(() => expect(said[0]).toMatch(new RegExp(`^snooze ${A} "1" \\d{4}-\\d\\d-\\d\\d$`)));
  expect(await screen.findByText('All done')).toBeInTheDocument();
});

it('puts back what somebody else changed in the meantime, and says so', async () => {
  standingOut(two());
  server.use(http.post('*/api/v1/anomalies/findings/:id/accept', () => problem(412, 'changed_meanwhile', 'Changed')));
  const { user } = await openPage('/anomalies');
  await panel();
  await user.keyboard('a');
  await waitFor(() => expect(shownToasts().at(-1)?.title).toMatch(/Somebody changed this/));
  expect(screen.getAllByRole('button', { name: /Claes BV/ }).length).toBeGreaterThan(0);
});

it('says the same of many at once', async () => {
  standingOut(two());
  const asked: unknown[] = [];
  server.use(
    http.post('*/api/v1/anomalies/findings/bulk/decide', async ({ request }) => {
      asked.push(await request.json());
      return answer({ done: 2, failed: 0, results: [] });
    }),
  );
  const { user } = await openPage('/anomalies');
  await panel();
  await user.keyboard('xjx');
  await user.click(within(await screen.findByRole('toolbar', { name: 'With what is selected' })).getByText('Accept'));
  await waitFor(() =>
    expect(asked).toEqual([
      {
        items: [
          { id: A, version: 1, decision: 'accepted' },
          { id: B, version: 1, decision: 'accepted' },
        ],
      },
    ]),
  );
});

it('takes back at once what was said of many', async () => {
  standingOut(two());
  const asked: unknown[] = [];
  const results = [A, B].map((id, index) => ({ index, id, status: 'done', errors: [] }));
  server.use(
    http.post('*/api/v1/anomalies/findings/bulk/decide', async ({ request }) => {
      asked.push(await request.json());
      return answer({ done: 2, failed: 0, results });
    }),
  );
  const { user } = await openPage('/anomalies');
  await panel();
  await user.keyboard('xjx');
  await user.click(within(await screen.findByRole('toolbar', { name: 'With what is selected' })).getByText('Accept'));
  expect(await screen.findByText('2 findings dealt with')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('2 findings wait again')).toBeInTheDocument();
  expect(asked[1]).toEqual({
    items: [
      { id: A, version: 2, decision: 'undone' },
      { id: B, version: 2, decision: 'undone' },
    ],
  });
});

it('leads from a badge to its finding, whatever has been said of it', async () => {
  standingOut([finding(A), finding(B, { counterparty: 'Maes NV', status: 'accepted' })]);
  await openPage(`/anomalies?finding=${B}`);
  expect(await within(await panel()).findByRole('heading', { name: 'Maes NV' })).toBeInTheDocument();
  expect(within(await panel()).getByRole('button', { name: 'Undo' })).toBeInTheDocument();
});

it('tells one kind of nothing from another', async () => {
  for (const [runs, text] of [
    [[], 'Nobody has looked yet'],
    [[run({ entry_count: 0 })], 'There is nothing to look at yet'],
    [[run({ entry_count: 12 })], /With 12 entries nobody can say yet what is usual/],
    [[run()], /156 entries were looked at/],
  ] as const) {
    standingOut([], [...runs]);
    const { unmount } = await openPage('/anomalies');
    expect(await screen.findByText(text)).toBeInTheDocument();
    unmount();
  }
  standingOut([]);
  await openPage('/anomalies?control=split');
  expect(await screen.findByText('No finding matches these filters')).toBeInTheDocument();
});

it('only shows, where somebody may only look', async () => {
  standingOut([finding(A)], [run()], 'viewer');
  await openPage('/anomalies');
  const shown = await panel();
  expect(within(shown).queryByRole('button', { name: 'Accept' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Look now' })).toBeNull();
});
