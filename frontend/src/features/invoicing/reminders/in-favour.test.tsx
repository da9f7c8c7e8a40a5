import { screen } from '@testing-library/react';
import { http } from 'msw';
import { expect, it } from 'vitest';
import type { ReminderProposal } from '@/api/gen/types.gen';
import { house, listed } from '@/testing/house';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

const NOTE = '01900000-0000-7000-8000-0000000000c1';
const PROPOSAL: ReminderProposal = {
  type: 'reminder_proposal',
  invoice_id: '01900000-0000-7000-8000-0000000000f1',
  number: 'F2026-00001',
  contact_id: '01900000-0000-7000-8000-0000000000d1',
  contact_name: 'Janssens NV',
  email: 'an@janssens.example',
  due_on: '2026-09-01',
  days_late: 80,
  currency: 'EUR',
  open_amount: '121.00',
  level: 1,
  rule: 'be_business',
  from_day: '2026-09-08',
  fee: '0.00',
  interest: '0.00',
  in_their_favour: '605.00',
  credit_note_id: NOTE,
  rate_published_until: null,
};

it('tells of a credit note that could pay what is late, and leads to it', async () => {
  server.use(
    http.get('*/api/v1/reminders/proposals', () => listed([PROPOSAL])),
    ...house(),
  );
  await openPage('/invoices/reminders');
  expect(await screen.findByText(/open in their favour/)).toHaveTextContent('€605.00');
  expect(screen.getByRole('link', { name: 'apply the credit note' })).toHaveAttribute('href', `/invoices/${NOTE}`);
  expect(await violations()).toEqual([]);
});
