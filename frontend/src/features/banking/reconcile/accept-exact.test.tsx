import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { I18n, loadTexts } from '@/i18n/i18n';
import { answer } from '@/testing/house';
import { server } from '@/testing/server';
import { AcceptExact } from './accept-exact';

/** A large book, about which Spark is at work until it was asked `polls` times; then so many are exact. */
async function book(counts: [before: number, after: number], polls: number) {
  await loadTexts('banking');
  let asked = 0;
  const matching = () => ({
    answered_by: 'spark',
    job_id: ++asked <= polls ? 'j' : null,
    matched_at: null,
    line_count: 0,
    item_count: 0,
    proposed_count: 0,
  });
  server.use(
    http.get('*/banking/matching', () => answer(matching())),
    http.get('*/banking/exact', () =>
      answer({ count: asked > polls ? counts[1] : counts[0], locked_count: 0, answers: [] }),
    ),
  );
  render(
    <I18n>
      <QueryClientProvider client={new QueryClient()}>
        <AcceptExact onEnded={() => {}} />
      </QueryClientProvider>
    </I18n>,
  );
}

it('offers nothing to accept where nothing is exact, yet leads to what Spark did', async () => {
  await book([0, 0], 0);
  expect(await screen.findByRole('button', { name: 'Look for what is exact' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Accept/ })).not.toBeInTheDocument();
});

it('offers what is exact once Spark has answered, however late', async () => {
  await book([0, 4], 2);
  expect(await screen.findByRole('button', { name: 'Look for what is exact' })).toBeVisible();
  expect(await screen.findByRole('button', { name: 'Accept all exact (4)' }, { timeout: 10_000 })).toBeVisible();
}, 15_000);
