import { screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { ExpenseRead } from '@/api/gen/types.gen';
import { LUNCH } from '@/testing/expenses';
import { answer, house, listed } from '@/testing/house';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const TYPED: ExpenseRead = { ...LUNCH, status: 'approved', deducted_vat: '6.00', actions: ['add_paper'] };
const PAPER = { id: 'paper', filename: 'bill.pdf', supplier_name: 'Brasserie De Kroon', issue_date: '2026-09-28' };

it('says that VAT is deducted without a paper, and adds one that waits', async () => {
  const asked: unknown[] = [];
  server.use(
    http.get('*/api/v1/expenses/:id', () => answer(TYPED)),
    http.get('*/api/v1/documents', () => listed([{ ...PAPER, total_amount: '56.00', currency: 'EUR' }])),
    http.post('*/api/v1/expenses/:id/paper', async ({ request }) => {
      asked.push(await request.json());
      return answer({ ...TYPED, document_id: 'paper', actions: [], version: 3 });
    }),
    ...house(),
  );
  const { user } = await openPage(`/expenses/${TYPED.id}`);
  expect(await screen.findByText(/VAT is deducted here/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Add paper' }));
  const use = await screen.findByRole('button', { name: 'Use Brasserie De Kroon' });
  expect(await violations()).toEqual([]);
  await user.click(use);
  await waitFor(() => expect(asked).toEqual([{ document_id: 'paper' }]));
  expect(await screen.findByRole('link', { name: 'Show receipt' })).toBeVisible();
  expect(screen.queryByText('No paper behind this expense')).toBeNull();
});
