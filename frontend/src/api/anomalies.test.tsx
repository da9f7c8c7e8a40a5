import { screen } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { A, B, finding } from '@/testing/anomalies';
import { house, listed } from '@/testing/house';
import { openPage } from '@/testing/render';
import { server } from '@/testing/server';
import { byEntry } from './anomalies';

it('knows an entry by its own id and by that of its posting, first what still waits', () => {
  const accepted = finding(A, { status: 'accepted', score: 9, journal_entry_id: 'j' });
  const open = finding(B, { score: 2, journal_entry_id: 'j' });
  const standing = byEntry([accepted, open]);
  expect(standing.get('j')).toBe(open);
  expect(standing.get(accepted.entry_id)).toBe(accepted);
  expect(standing.get('elsewhere')).toBeUndefined();
});

it('asks once for a page of rows, and marks the row that stands out', async () => {
  const asked: string[][] = [];
  const ids = ['01900000-0000-7000-8000-0000000000e1', '01900000-0000-7000-8000-0000000000e2'];
  server.use(
    http.get('*/api/v1/anomalies/findings', ({ request }) => {
      asked.push(new URL(request.url).searchParams.getAll('entry'));
      return listed([finding(A, { entry_id: ids[1] ?? '' })]);
    }),
    http.get('*/api/v1/expenses', () =>
      listed(
        ids.map((id, place) => ({
          id,
          description: `Lunch ${place}`,
          spent_on: '2026-11-02',
          status: 'submitted',
          spender: 'An',
          currency: 'EUR',
          total_amount: '24.30',
        })),
      ),
    ),
    ...house(),
  );
  await openPage('/expenses');
  expect(await screen.findByRole('link', { name: /Lunch 1.*Stands out/ })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: /Lunch 0/ })).not.toHaveTextContent('Stands out');
  expect(asked).toEqual([ids]);
});
