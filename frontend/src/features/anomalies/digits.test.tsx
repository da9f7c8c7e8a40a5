import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { BenfordRead } from '@/api/gen/types.gen';
import { answer, house } from '@/testing/house';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const COUNTS = [301, 176, 125, 97, 79, 67, 58, 51, 46];
const FOUND: BenfordRead = {
  of: 'purchases',
  digits: 'first',
  from_on: null,
  to_on: null,
  account: null,
  entries: 1000,
  least_entries: 300,
  is_enough: true,
  conformity: 'close',
  mad: 0.00021,
  mad_limits: [0.006, 0.012, 0.015],
  chi_square: 0.06,
  chi_square_limit: 15.51,
  kolmogorov: 0.0003,
  kolmogorov_limit: 0.043,
  rows: COUNTS.map((count, place) => ({
    digit: place + 1,
    count,
    share: count / 1000,
    expected: Math.log10(1 + 1 / (place + 1)),
    z: place === 8 ? 2.4 : 0.1,
  })),
};

function counted(change: Partial<BenfordRead> = {}) {
  const asked: string[] = [];
  server.use(
    http.get('*/api/v1/anomalies/benford', ({ request }) => {
      asked.push(new URL(request.url).search);
      return answer({ ...FOUND, ...change });
    }),
    ...house(),
    http.get('*/api/v1/ledger/accounts', () => answer([])),
  );
  return asked;
}

it('draws the digits, says in words what the tests mean, and has the figures as a table', async () => {
  const asked = counted();
  const { user, router } = await openPage('/anomalies/digits?digits=first&account=61x');
  expect(await screen.findByText('Close conformity')).toBeInTheDocument();
  expect(screen.getByText(/There is nothing to look for here/)).toBeInTheDocument();
  expect(screen.getAllByText(/chance can explain it/)).toHaveLength(2);
  expect(asked[0]).toBe('?of=purchases&digits=first');
  expect(document.querySelectorAll('[data-digit]')).toHaveLength(9);
  await user.click(screen.getByText('Show as table'));
  const table = screen.getByRole('table', { name: 'Leading digits' });
  expect(within(table).getByRole('row', { name: /^1 301 30\.10% 30\.10% 0\.10/ })).toBeInTheDocument();
  expect(within(table).getByRole('row', { name: /^9 Far / })).toBeInTheDocument();
  expect(await violations()).toEqual([]);
  await user.selectOptions(screen.getByLabelText('Book'), 'All postings');
  await waitFor(() => expect(router.state.location.href).toContain('of=postings'));
});

it('judges nothing where there are too few amounts, and says how many it takes', async () => {
  counted({ entries: 156, is_enough: false, conformity: null });
  await openPage('/anomalies/digits');
  expect(await screen.findByText('156 amounts are too few to judge: it takes 300')).toBeInTheDocument();
  expect(screen.queryByText('What the tests say')).toBeNull();
});
