import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { document } from '@/testing/fixtures';
import { office, type Preview } from '@/testing/office';
import { openPage, violations } from '@/testing/render';
import { server } from '@/testing/server';

async function review(preview: Preview) {
  const desk = office([{ ...document('d1'), account_code: '604' }], preview);
  server.use(...desk.handlers);
  const page = await openPage('/documents/d1?status=to_review');
  await screen.findByRole('combobox', { name: 'Cost account' });
  return { ...page, desk };
}

it('asks which cost was accrued where that keeps the paper from being booked, and saves it', async () => {
  const missing = {
    code: 'accrued_cost_missing',
    message: '',
    field: 'cost_account',
    instead: null,
    warning: null,
    can_be_accepted: false,
  };
  const { user, desk } = await review({ problems: [missing] });
  const cost = await screen.findByRole('combobox', { name: 'Accrued cost' });
  expect(screen.getByText(/This account is an accrual: say which cost it was/)).toBeInTheDocument();
  expect(await violations()).toEqual([]);
  await user.click(cost);
  await user.keyboard('612');
  await screen.findByRole('option', { name: /612/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(desk.stored.get('d1')?.cost_account).toBe('612'));
});

it('shows the cost that is proposed', async () => {
  await review({ cost_account: '612' });
  expect(await screen.findByRole('combobox', { name: 'Accrued cost' })).toHaveValue('612 Supplies');
});
