import { screen } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { answer, house, listed, person } from '@/testing/house';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const JOB = {
  id: 'j1',
  type: 'job',
  name: 'ledger.fetch_rates',
  status: 'running',
  progress: 0,
  done: 0,
  total: 0,
  cancel_requested: false,
  error: null,
  created_at: '2026-11-21T10:00:00Z',
  started_at: null,
  finished_at: null,
};
const RATE = { id: 'r1', currency: 'USD', valid_on: '2026-11-20', rate: '1.0772', worth: '0.9283', source: 'ecb' };

/** A bank whose list takes as many looks as there are steps. */
function fetching(...steps: Partial<Omit<typeof JOB, 'error'> & { error: unknown }>[]) {
  let looked = 0;
  let ended = false;
  server.use(
    http.get('*/api/v1/me', () => answer(person())),
    http.get('*/api/v1/ledger/exchange-rates', () => listed(ended ? [RATE] : [])),
    http.post('*/api/v1/ledger/exchange-rates/fetch', () => answer({ ...JOB, status: 'queued' }, {}, 202)),
    http.get('*/api/v1/jobs/j1', () => {
      const step = { ...JOB, ...steps[Math.min(looked++, steps.length - 1)] };
      ended = step.status === 'succeeded';
      return answer(step);
    }),
    ...house(person()),
  );
}

const ask = async () => {
  const { user } = await openPage('/books/rates');
  await user.click(await screen.findByRole('button', { name: 'Fetch from the ECB' }));
};

it('shows that rates are under way, says how many came, and shows them', async () => {
  fetching({}, { status: 'succeeded', done: 61, total: 61 });
  await ask();
  expect(await screen.findByRole('progressbar', { name: 'The rates are being fetched' })).toBeInTheDocument();
  expect(await screen.findByText('61 rates were fetched', {}, { timeout: 4000 })).toBeInTheDocument();
  expect(await screen.findByText('US Dollar')).toBeInTheDocument();
  expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
});

it('says that the bank is asked again, and why it failed in the end', async () => {
  const error = { code: 'rates_unreadable', message: 'the list of rates was answered with 500' };
  fetching({ status: 'queued', error }, { status: 'failed', error });
  await ask();
  expect(await screen.findByText('The ECB does not answer; it is being asked again.')).toBeInTheDocument();
  const alert = await screen.findByRole('alert', {}, { timeout: 4000 });
  expect(alert).toHaveTextContent('The rates could not be fetched');
  expect(alert).toHaveTextContent("The European Central Bank's list could not be read.");
  expect(await violations()).toEqual([]);
});
