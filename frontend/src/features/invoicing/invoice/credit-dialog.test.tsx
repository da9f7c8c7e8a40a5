import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { CreditAsked } from '@/api/gen/types.gen';
import { answer, house } from '@/testing/house';
import { DRAFT, deskHandlers, LINE } from '@/testing/invoices';
import { problem } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const BICYCLES = { ...LINE, description: 'Fiets', quantity: '3.00', net_amount: '300.00', credited_quantity: '0.50' };
const ISSUED = {
  ...DRAFT,
  status: 'issued' as const,
  number: 'F2026-00001',
  issued_on: '2026-09-01',
  total_amount: '484.00',
  open_amount: '302.50',
  credited_amount: '181.50',
  lines: [BICYCLES, { ...BICYCLES, id: 'l2', description: 'Slot', quantity: '1.00', credited_quantity: '1.00' }],
};

it('offers what is left of each line, and nothing of one that was credited', async () => {
  const asked: CreditAsked[] = [];
  server.use(
    ...deskHandlers(),
    http.get('*/api/v1/invoices/:id', () => answer(ISSUED)),
    http.get('*/api/v1/invoices/:id/history', () => answer([])),
    http.get('*/api/v1/invoices/:id/pdf', () => problem(503, 'storage_unavailable', 'Away')),
    http.post('*/api/v1/invoices/:id/credit', async ({ request }) => {
      asked.push((await request.json()) as CreditAsked);
      return answer({ ...ISSUED, kind: 'credit_note', number: 'C2026-00002' });
    }),
    ...house(),
  );
  const { user } = await openPage(`/invoices/${ISSUED.id}`);
  await screen.findByRole('heading', { level: 1, name: /F2026-00001/ });
  await user.keyboard('c');
  expect(await screen.findByText('What was not credited yet')).toBeInTheDocument();
  await user.click(screen.getByText('Some lines'));
  expect(screen.getByLabelText(/Slot.*Credited already/)).toBeDisabled();
  await user.click(screen.getByLabelText(/Fiets.*2\.5 of 3 left to credit/));
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Issue credit note' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]?.lines).toEqual([{ line_id: 'l1', quantity: '2.5' }]);
});
