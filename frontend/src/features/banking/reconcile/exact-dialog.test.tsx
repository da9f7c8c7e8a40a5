import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { I18n, loadTexts } from '@/i18n/i18n';
import { answer } from '@/testing/house';
import { problem } from '@/testing/office';
import { server } from '@/testing/server';
import ExactDialog from './exact-dialog';

const line = (id: string) => ({ id, counterparty_name: `Line ${id}`, text: '', open_amount: '10.00', currency: 'EUR' });

/** One invoice that three lines pay, and one that a single line pays, of `count` lines in all. */
async function preview(count: number, locked_count = 0) {
  await loadTexts('banking');
  const answers = [[line('a'), line('b'), line('c')], [line('d')]].map((lines) => ({
    lines,
    items: [{ number: 'F1', name: 'Lena', text: '' }],
    score: 1,
    reasons: [],
  }));
  const still = {
    answered_by: 'here',
    job_id: null,
    matched_at: null,
    line_count: 0,
    item_count: 0,
    proposed_count: 0,
  };
  server.use(
    http.get('*/banking/exact', () =>
      HttpResponse.json({ data: { count, locked_count, answers }, meta: {} }, { headers: { etag: '"7"' } }),
    ),
    http.get('*/banking/matching', () => answer(still)),
  );
  render(
    <I18n>
      <QueryClientProvider client={new QueryClient()}>
        <ExactDialog open onEnded={() => {}} onClose={() => {}} />
      </QueryClientProvider>
    </I18n>,
  );
  await screen.findByText('Line d');
}

it('says of no more lines when all are shown, also where one answer has several', async () => {
  await preview(4);
  expect(screen.queryByText(/more/)).not.toBeInTheDocument();
});

it('says how many lines there are beyond those that are shown', async () => {
  await preview(9);
  expect(screen.getByText('and 5 more')).toBeVisible();
});

it('says how many lines are left out for their day', async () => {
  await preview(4, 2);
  expect(screen.getByText('2 lines stand on a closed day and are left for you.')).toBeVisible();
});

it('accepts what it showed and no other: where that is another by now, it shows that instead', async () => {
  await preview(4);
  const seen: (string | null)[] = [];
  const now = { count: 1, locked_count: 0, answers: [{ lines: [line('e')], items: [], score: 1, reasons: [] }] };
  server.use(
    http.get('*/banking/exact', () => HttpResponse.json({ data: now, meta: {} }, { headers: { etag: '"8"' } })),
    http.post('*/banking/exact/accept', ({ request }) => {
      seen.push(request.headers.get('if-match'));
      return problem(412, 'changed_meanwhile', 'Changed');
    }),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Accept (4)' }));
  expect(await screen.findByText('Line e')).toBeVisible();
  expect(screen.queryByText('Line d')).not.toBeInTheDocument();
  expect(seen).toEqual(['"7"']);
});
