import { screen } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { answer, house, person } from '@/testing/house';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const YEAR = {
  id: 'y1',
  type: 'fiscal_year',
  name: '2025',
  starts_on: '2025-01-01',
  ends_on: '2025-12-31',
  status: 'open',
  closed_at: null,
  closed_by: null,
  closing_entry_id: null,
  is_empty: false,
  version: 1,
};

function closing(by_hand: string, available: string) {
  server.use(
    http.get('*/api/v1/ledger/years/y1/closing', () =>
      answer({
        type: 'closing',
        year: YEAR,
        result: '1000.00',
        appropriated_by_hand: by_hand,
        available,
        checks: [],
        can_be_closed: true,
        postings: [],
      }),
    ),
    ...house(person()),
  );
}

it('says what was appropriated by hand, and what can still be paid out', async () => {
  closing('1000.00', '0.00');
  await openPage('/books/years/y1');
  expect(await screen.findByText(/^Appropriated by hand: €1,000.00\..* at most €0.00/)).toBeInTheDocument();
  expect(screen.getByText('There is nothing left to appropriate.')).toBeInTheDocument();
  expect(await violations()).toEqual([]);
});

it('says nothing of it where nothing was', async () => {
  closing('0.00', '1000.00');
  await openPage('/books/years/y1');
  expect(await screen.findByText('Where the result goes')).toBeInTheDocument();
  expect(screen.queryByText(/by hand/)).not.toBeInTheDocument();
});
