import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import { answer, house, listed } from '@/testing/house';
import { CONTACT, deskHandlers } from '@/testing/invoices';
import { openPage } from '@/testing/render';
import { server } from '@/testing/server';

const LINE = {
  posting_id: 'p1',
  entry_id: 'e1',
  entry_number: 'S2026-00001',
  booked_on: '2026-03-02',
  memo: 'Advance',
  account_code: '400',
  debit: '1210.00',
  credit: '0.00',
  balance: '1210.00',
};

function statement(advances: string) {
  server.use(
    http.get('*/api/v1/contacts/:id/statement', () =>
      answer(
        {
          type: 'statement',
          contact_id: CONTACT.id,
          name: CONTACT.name,
          since: null,
          until: null,
          currency: 'EUR',
          opening_balance: '0.00',
          debit: '1210.00',
          credit: '0.00',
          closing_balance: '1210.00',
          advances,
          lines: [LINE],
          open_receivable: '1210.00',
          open_payable: '0.00',
        },
        { next_cursor: null, has_more: false },
      ),
    ),
    http.get('*/api/v1/invoices/open', () => listed([])),
    ...deskHandlers(),
    ...house(),
  );
}

it.each([
  ['-1000.00', 'Advances of theirs that are still to be settled €1,000.00'],
  ['300.00', 'Advances to them that are still to be settled €300.00'],
])('tells advances of %s beside the balance', async (advances, says) => {
  statement(advances);
  await openPage(`/contacts/${CONTACT.id}`);
  await waitFor(() => expect(screen.getByText(/still to be settled/)).toHaveTextContent(says));
});

it('says nothing of advances where there are none', async () => {
  statement('0.00');
  await openPage(`/contacts/${CONTACT.id}`);
  expect(await screen.findByText('S2026-00001')).toBeInTheDocument();
  expect(screen.queryByText(/Advances/)).not.toBeInTheDocument();
});
